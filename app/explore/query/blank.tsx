import { Empty } from '../../../components/empty.tsx';
import { explainPromql } from '../../promql/explain/explain-promql.ts';
import { textOf } from '../../promql/explain/words.ts';
import { parsePromql } from '../../promql/parse/parse-promql.ts';
import { routes } from '../../routes.ts';

/** What stands here before anything is asked: queries of what is there, each with what it asks for. */
export function Blank({ examples }: { examples: readonly string[] }) {
  if (examples.length === 0) {
    return (
      <section class="sheet">
        <Empty title="Nothing to ask for yet" page>
          Home shows how to send the first reading.
        </Empty>
      </section>
    );
  }
  return (
    <section class="sheet" aria-labelledby="examples-title">
      <header class="sheet__head">
        <h2 id="examples-title">Ask for what is there</h2>
        <span class="sheet__note">Type a metric, or begin with one of these</span>
      </header>
      <ul class="examples">
        {examples.map(query => (
          <li>
            <a class="examples__one" href={routes.query.href({}, { q: query })}>
              <code class="examples__query">{query}</code>
              <span class="examples__words">{wordsOf(query)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="examples__keys">
        <span>
          <kbd>↓</kbd> shows what can stand at the cursor
        </span>
        <span>
          <kbd>Tab</kbd> writes it
        </span>
        <span>
          <kbd>Esc</kbd> closes the list
        </span>
        <span>
          <kbd>Enter</kbd> runs the query
        </span>
      </p>
    </section>
  );
}

/** In one line: what a line speaks of follows it. */
function wordsOf(query: string): string {
  const lines: string[] = [];
  for (let line = explainPromql(parsePromql(query)); line; line = line.below[0]!) {
    lines.push(textOf(line.words).replace(/:$/, ''));
    if (line.below.length !== 1) break;
  }
  return lines.join(' ');
}
