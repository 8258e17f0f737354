import { waitingLine } from '../../components/text/reading-line.ts';
import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { PanelDefinition } from './definition.ts';
import type { PanelView } from './panel.ts';
import { panelOf } from './panel-of.ts';

/** A panel, and what it may look at now. */
export interface PanelInView {
  readonly definition: PanelDefinition;
  readonly view: PanelView;
}

/** The panels of a dashboard as lines of text, in the words of the page. */
export function boardText(panels: readonly PanelInView[], text: TerminalText): string[] {
  return panels.flatMap(({ definition, view }) => {
    const panel = panelOf(definition);
    if (panel.standing(definition, view)) return panel.text(definition, view, text);
    const { noValue = 'Nothing yet' } = 'queries' in definition ? definition : {};
    return [waitingLine(definition.title, `${noValue}. Waiting for ${panel.awaits(definition)}`, text)];
  });
}
