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
export function Markdown({ text }: { text: string }) {
  return (
    <div class="prose" tabindex={0}>
      {new Lexer({ gfm: true, breaks: false }).lex(text).map(token => (
        <Block token={token} />
      ))}
    </div>
  );
}

type TokenProps = { token: Token };
type Drawing = (token: never) => Child;

const inlines = (tokens: readonly Token[] | undefined) => tokens?.map(token => <Inline token={token} />);
const blocks = (tokens: readonly Token[] | undefined) => tokens?.map(token => <Block token={token} />);

const BLOCKS: Readonly<Record<string, Drawing>> = {
  space: () => '',
  hr: () => <hr />,
  heading: ({ depth, tokens }: Tokens.Heading) => {
    const Heading = `h${Math.min(LOWEST_LEVEL, TOP_LEVEL - 1 + depth) as 3 | 4 | 5 | 6}` as const;
    return <Heading>{inlines(tokens)}</Heading>;
  },
  paragraph: ({ tokens }: Tokens.Paragraph) => <p>{inlines(tokens)}</p>,
  blockquote: ({ tokens }: Tokens.Blockquote) => <blockquote>{blocks(tokens)}</blockquote>,
  code: ({ text }: Tokens.Code) => (
    <pre tabindex={0}>
      <code>{text}</code>
    </pre>
  ),
  list: ({ ordered, start, items }: Tokens.List) => {
    const rows = items.map(({ tokens }) => <li>{blocks(tokens)}</li>);
    return ordered ? <ol start={start === 1 || start === '' ? undefined : start}>{rows}</ol> : <ul>{rows}</ul>;
  },
  table: (token: Tokens.Table) => <MarkdownTable token={token} />,
};

const INLINES: Readonly<Record<string, Drawing>> = {
  strong: ({ tokens }: Tokens.Strong) => <strong>{inlines(tokens)}</strong>,
  em: ({ tokens }: Tokens.Em) => <em>{inlines(tokens)}</em>,
  del: ({ tokens }: Tokens.Del) => <del>{inlines(tokens)}</del>,
  codespan: ({ text }: Tokens.Codespan) => <code>{text}</code>,
  br: () => <br />,
  checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  escape: ({ text }: Tokens.Escape) => text,
  text: ({ text, tokens }: Tokens.Text) => (tokens ? inlines(tokens) : decode(text)),
  link: ({ href, tokens, raw }: Tokens.Link) => {
    const safe = safeHref(href);
    return safe === undefined ? raw : <a href={safe}>{inlines(tokens)}</a>;
  },
};

/** What has no drawing of its own is shown as it was written. */
function Block({ token }: TokenProps) {
  return <>{BLOCKS[token.type]?.(token as never) ?? <Inline token={token} />}</>;
}

function Inline({ token }: TokenProps) {
  return <>{INLINES[token.type]?.(token as never) ?? token.raw}</>;
}

function MarkdownTable({ token: { header, rows } }: { token: Tokens.Table }) {
  const classOf = ({ align }: Tokens.TableCell) => (align === 'right' ? 'prose__figure' : undefined);
  return (
    <table>
      <thead>
        <tr>
          {header.map(cell => (
            <th class={classOf(cell)}>{inlines(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr>
            {row.map(cell => (
              <td class={classOf(cell)}>{inlines(cell.tokens)}</td>
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
