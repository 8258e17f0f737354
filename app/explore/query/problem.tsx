import { Button } from '../../../components/button.tsx';
import { Shape } from '../../../components/icons.tsx';
import { MarkedQuery } from '../../../components/marked-query.tsx';
import type { Span } from '../../promql/ast.ts';
import { routes } from '../../routes.ts';

export interface ProblemProps {
  readonly status: 'crit' | 'warn';
  readonly sentence: string;
  readonly query: string;
  readonly range: string;
  readonly position: Span | undefined;
  /** Texts for the place that is marked. */
  readonly suggestions: readonly string[];
}

/** What is wrong with a query, and where; and what would be right, to press. */
export function Problem({ status, sentence, query, range, position, suggestions }: ProblemProps) {
  const replaced = (text: string) =>
    position ? query.slice(0, position.from) + text + query.slice(position.to) : query;
  return (
    <div class={`query__problem query__problem--${status}`} role={status === 'crit' ? 'alert' : undefined}>
      <p class="query__sentence">
        <Shape name={status} />
        <span>{sentence}</span>
      </p>
      {position && <MarkedQuery query={query} at={position} />}
      {position && suggestions.length > 0 && (
        <p class="query__instead">
          <span class="dim">Replace it by</span>
          {suggestions.map(text => (
            <Button size="small" href={routes.query.href({}, { q: replaced(text), range })}>
              <code>{text}</code>
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
