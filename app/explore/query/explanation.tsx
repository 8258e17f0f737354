import type { ExplainLine, Words } from '../../promql/explain/words.ts';

/** What a query asks for, in words; what a line speaks of stands below it. */
export function Explanation({ line }: { line: ExplainLine }) {
  return (
    <ul class="explain">
      <Line line={line} />
    </ul>
  );
}

function Line({ line: { words, below } }: { line: ExplainLine }) {
  return (
    <li class="explain__line">
      <span class="explain__words">
        <Spoken words={words} />
      </span>
      {below.length > 0 && (
        <ul class="explain">
          {below.map(line => (
            <Line line={line} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Names and values as they stand in the query. */
export function Spoken({ words }: { words: Words }) {
  return words.map(piece => (typeof piece === 'string' ? piece : <code class="explain__name">{piece.code}</code>));
}
