import { waitingLine } from '../../components/text/reading-line.ts';
import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { PanelDefinition } from './definition.ts';
import { besideEachOther, textRows } from './lay-text.ts';
import type { PanelView } from './panel.ts';
import { panelOf } from './panel-of.ts';

/** A panel, and what it may look at now. */
export interface PanelInView {
  readonly definition: PanelDefinition;
  readonly view: PanelView;
}

/** The panels of a dashboard as lines of text, in the words of the page; on a wide terminal side by side. */
export function boardText(panels: readonly PanelInView[], text: TerminalText): string[] {
  const blocks = textRows(panels, text.columns).map(({ panels: row, columns }) => {
    const narrow = { ...text, columns };
    return besideEachOther(
      row.map(panel => panelText(panel, narrow)),
      columns,
    );
  });
  return blocks.flatMap((lines, at) => {
    const isApart = at > 0 && (lines.length > 1 || blocks[at - 1]!.length > 1);
    return isApart ? ['', ...lines] : lines;
  });
}

function panelText({ definition, view }: PanelInView, text: TerminalText): string[] {
  const panel = panelOf(definition);
  if (panel.standing(definition, view)) return panel.text(definition, view, text);
  const { noValue = 'Nothing yet' } = 'queries' in definition ? definition : {};
  return [waitingLine(definition.title, `${noValue}. Waiting for ${panel.awaits(definition)}`, text)];
}
