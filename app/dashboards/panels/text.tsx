import { raw } from 'hono/html';
import { Markdown } from '../../../components/markdown.tsx';
import { textHeading } from '../../../components/text/text-page.ts';
import { wrapText } from '../../../components/text/wrap-text.ts';
import type { PanelOf } from '../definition.ts';
import type { Panel } from '../panel.ts';
import { interpolateText } from '../variables/interpolate-text.ts';

const MAX_TEXT_LINES = 20;
const INDENT = '  ';
/** Of a value that stands in a text, which may name it two thousand times. */
const MAX_VALUE_CHARS = 300;
const short = (value: string) => value.slice(0, MAX_VALUE_CHARS);

/** Words do not change while their definition does not; a screen draws each second. */
const drawings = new WeakMap<PanelOf<'text'>, string>();

/** Words that somebody wrote, in Markdown. */
export const text: Panel<'text'> = {
  kind: 'text',
  gallery: {
    ...{ label: 'Text', icon: 'text', about: 'Words of your own, in Markdown', size: { w: 8, h: 5 } },
    suits: ({ kind, name }) => (kind === 'other' && name === 'words' ? { markdown: 'Write **here**.' } : undefined),
  },
  awaits: () => 'words',
  standing: ({ markdown }) => (markdown.trim() === '' ? undefined : { state: 'plain' }),

  draw(definition, { scope }) {
    const fill = (words: string, write = (value: string) => value) =>
      scope ? interpolateText(words, scope, value => write(short(value))) : words;
    const known = drawings.get(definition) ?? String(<Markdown text={definition.markdown} fill={fill} />);
    drawings.set(definition, known);
    return raw(known);
  },

  text({ title, subtitle, markdown }, { scope }, style) {
    const columns = Math.max(1, style.columns - INDENT.length);
    const lines = (scope ? interpolateText(markdown, scope, short) : markdown)
      .trim()
      .split(/\r?\n/)
      .flatMap(line => wrapText(style.plain(line), columns));
    const shown = lines.slice(0, MAX_TEXT_LINES).map(line => (INDENT + line).trimEnd());
    const more =
      lines.length > MAX_TEXT_LINES ? [style.dim(`${INDENT}and ${lines.length - MAX_TEXT_LINES} more lines`)] : [];
    return [textHeading(title, subtitle, style), ...shown, ...more];
  },
};
