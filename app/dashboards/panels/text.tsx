import { raw } from 'hono/html';
import { Markdown } from '../../../components/markdown.tsx';
import { textHeading } from '../../../components/text/text-page.ts';
import { wrapText } from '../../../components/text/wrap-text.ts';
import type { PanelOf } from '../definition.ts';
import type { Panel } from '../panel.ts';

const MAX_TEXT_LINES = 20;
const INDENT = '  ';

/** Words do not change while their definition does not; a screen draws each second. */
const drawings = new WeakMap<PanelOf<'text'>, string>();

/** Words that somebody wrote, in Markdown. */
export const text: Panel<'text'> = {
  kind: 'text',
  awaits: () => 'words',
  standing: ({ markdown }) => (markdown.trim() === '' ? undefined : { state: 'plain' }),

  draw(definition) {
    const known = drawings.get(definition) ?? String(<Markdown text={definition.markdown} />);
    drawings.set(definition, known);
    return raw(known);
  },

  text({ title, subtitle, markdown }, _, style) {
    const columns = Math.max(1, style.columns - INDENT.length);
    const lines = markdown
      .trim()
      .split(/\r?\n/)
      .flatMap(line => wrapText(style.plain(line), columns));
    const shown = lines.slice(0, MAX_TEXT_LINES).map(line => (INDENT + line).trimEnd());
    const more =
      lines.length > MAX_TEXT_LINES ? [style.dim(`${INDENT}and ${lines.length - MAX_TEXT_LINES} more lines`)] : [];
    return [textHeading(title, subtitle, style), ...shown, ...more];
  },
};
