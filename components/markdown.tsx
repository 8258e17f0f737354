import type { Child } from 'hono/jsx';
import { Lexer, type Token, type Tokens } from 'marked';
import { safeHref } from './safe-href.ts';

/** Below the title of what it stands in. */
const TOP_LEVEL = 3;
const LOWEST_LEVEL = 6;

/**
 * Markdown that somebody wrote, as it may be shown to others. Only what is named here is drawn, each part by itself, so that no markup of the
 * text comes through: raw HTML and pictures stand as they were written, and a link leads only where `safeHref` lets it.
 */
export function Markdown({ text, fill = same }: MarkdownProps) {
  return (
    <div class="prose" tabindex={0}>
      {new Lexer({ gfm: true, breaks: false }).lex(text).map(token => (
        <Block token={token} fill={fill} />
      ))}
    </div>
  );
}

type Fill = (words: string, write?: (value: string) => string) => string;
type MarkdownProps = {
  text: string;
  /** Puts values into words that are read already, so that a value is text, whatever is in it; `write` makes each fit its place. */
  fill?: Fill | undefined;
};
type TokenProps = { token: Token; fill: Fill };
type Drawing = (token: never, fill: Fill) => Child;

const same: Fill = words => words;
const inlines = (tokens: readonly Token[] | undefined, fill: Fill) =>
  tokens?.map(token => <Inline token={token} fill={fill} />);
const blocks = (tokens: readonly Token[] | undefined, fill: Fill) =>
  tokens?.map(token => <Block token={token} fill={fill} />);

const BLOCKS: Readonly<Record<string, Drawing>> = {
  space: () => '',
  hr: () => <hr />,
  heading: ({ depth, tokens }: Tokens.Heading, fill) => {
    const Heading = `h${Math.min(LOWEST_LEVEL, TOP_LEVEL - 1 + depth) as 3 | 4 | 5 | 6}` as const;
    return <Heading>{inlines(tokens, fill)}</Heading>;
  },
  paragraph: ({ tokens }: Tokens.Paragraph, fill) => <p>{inlines(tokens, fill)}</p>,
  blockquote: ({ tokens }: Tokens.Blockquote, fill) => <blockquote>{blocks(tokens, fill)}</blockquote>,
  code: ({ text }: Tokens.Code, fill) => (
    <pre tabindex={0}>
      <code>{fill(text)}</code>
    </pre>
  ),
  list: ({ ordered, start, items }: Tokens.List, fill) => {
    const rows = items.map(({ tokens }) => <li>{blocks(tokens, fill)}</li>);
    return ordered ? <ol start={start === 1 || start === '' ? undefined : start}>{rows}</ol> : <ul>{rows}</ul>;
  },
  table: (token: Tokens.Table, fill) => <MarkdownTable token={token} fill={fill} />,
};

const INLINES: Readonly<Record<string, Drawing>> = {
  strong: ({ tokens }: Tokens.Strong, fill) => <strong>{inlines(tokens, fill)}</strong>,
  em: ({ tokens }: Tokens.Em, fill) => <em>{inlines(tokens, fill)}</em>,
  del: ({ tokens }: Tokens.Del, fill) => <del>{inlines(tokens, fill)}</del>,
  codespan: ({ text }: Tokens.Codespan, fill) => <code>{fill(text)}</code>,
  br: () => <br />,
  checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  escape: ({ text }: Tokens.Escape) => text,
  text: ({ text, tokens }: Tokens.Text, fill) => (tokens ? inlines(tokens, fill) : fill(decode(text))),
  link: ({ href, tokens, raw }: Tokens.Link, fill) => {
    const safe = safeHref(fill(href, encodeURIComponent));
    return safe === undefined ? fill(raw) : <a href={safe}>{inlines(tokens, fill)}</a>;
  },
};

/** What has no drawing of its own is shown as it was written. */
function Block({ token, fill }: TokenProps) {
  return <>{BLOCKS[token.type]?.(token as never, fill) ?? <Inline token={token} fill={fill} />}</>;
}

function Inline({ token, fill }: TokenProps) {
  return <>{INLINES[token.type]?.(token as never, fill) ?? fill(token.raw)}</>;
}

function MarkdownTable({ token: { header, rows }, fill }: { token: Tokens.Table; fill: Fill }) {
  const classOf = ({ align }: Tokens.TableCell) => (align === 'right' ? 'prose__figure' : undefined);
  return (
    <table>
      <thead>
        <tr>
          {header.map(cell => (
            <th class={classOf(cell)}>{inlines(cell.tokens, fill)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr>
            {row.map(cell => (
              <td class={classOf(cell)}>{inlines(cell.tokens, fill)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

/** The few entities that people write in words. */
function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name]!);
}
