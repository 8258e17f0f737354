import type { Span } from '../../promql/ast.ts';
import { ActButton } from './act-button.tsx';
import { acts } from './perform-act.ts';

interface ReplacementsProps {
  readonly row: string;
  readonly expr: string;
  readonly at: Span;
  readonly texts: readonly string[];
}

/** What could stand in a place of a query instead, to press. */
export function Replacements({ row, expr, at, texts }: ReplacementsProps) {
  if (texts.length === 0) return null;
  return (
    <p class="query__instead">
      <span class="dim">Replace it by</span>
      {texts.map(text => (
        <ActButton act={acts.use(row, expr.slice(0, at.from) + text + expr.slice(at.to))}>
          <code>{text}</code>
        </ActButton>
      ))}
    </p>
  );
}
