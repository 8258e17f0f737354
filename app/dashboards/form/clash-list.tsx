import { Button } from '../../../components/button.tsx';
import { cutWords } from './cut-words.ts';
import type { Clash } from './merge-panels.ts';

/** Each field that both changed, with both values: one answer each. What else was changed stands on both sides, and is kept with the last answer. */
export function ClashList({ clashes }: { readonly clashes: readonly Clash[] }) {
  return (
    <ul class="edit__clashes">
      {clashes.map(({ path, mine, theirs }) => (
        <li>
          <b>{labelOf(path)}</b>
          <Answer act={`mine ${path}`} whose="Mine" value={mine} />
          <Answer act={`theirs ${path}`} whose="Theirs" value={theirs} />
        </li>
      ))}
    </ul>
  );
}

function Answer({ act, whose, value }: { readonly act: string; readonly whose: string; readonly value: unknown }) {
  return (
    <span class="edit__clash">
      <Button size="small" attributes={{ name: 'act', value: act }}>
        {whose}
      </Button>
      <code>{cutWords(value)}</code>
    </span>
  );
}

/** `queries.0.expr` becomes `Query 1, expr`, `noValue` becomes `No value`. */
function labelOf(path: string): string {
  if (path === '') return 'The whole panel';
  const [first = '', ...more] = path.replace(/^queries\b/, 'query').split('.');
  const words = [first, ...more].map(part => (/^\d+$/.test(part) ? String(Number(part) + 1) : part));
  const text = words
    .join(' ')
    .replace(/ (\d+) /, ' $1, ')
    .replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return text[0]!.toUpperCase() + text.slice(1);
}
