import type { Completion, Completions } from '../../promql/complete/completion.ts';
import { NoCompletions } from './query-box.tsx';

/** What can stand at the cursor, as a list that `public/js/query.js` shows: it knows what is typed now. */
export function CompletionList({ from, to, items, isEager }: Completions) {
  if (items.length === 0) return <NoCompletions />;
  return (
    <div
      class="completions"
      id="completions"
      role="listbox"
      aria-label="Suggestions"
      hidden
      data-from={from}
      data-to={to}
      data-eager={isEager ? '' : undefined}
    >
      {items.map((item, index) => (
        <Option item={item} index={index} />
      ))}
    </div>
  );
}

const MARKS: Readonly<Record<Completion['kind'], string>> = {
  metric: 'metric',
  function: 'function',
  aggregation: 'aggregation',
  keyword: 'word',
  label: 'label',
  value: 'value',
  duration: 'time',
};

function Option({ item: { kind, name, insert, detail, help }, index }: { item: Completion; index: number }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and points here by aria-activedescendant.
    <div
      class="completions__option"
      id={`completion-${index}`}
      role="option"
      aria-selected="false"
      data-insert={insert}
    >
      <span class="completions__name">{name}</span>
      <span class="completions__kind">{(kind === 'metric' && detail) || MARKS[kind]}</span>
      {(help || (detail && kind !== 'metric')) && (
        <span class="completions__more">
          {detail && kind !== 'metric' && <span class="completions__detail">{detail}</span>} {help}
        </span>
      )}
    </div>
  );
}
