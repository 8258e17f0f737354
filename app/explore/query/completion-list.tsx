import type { Completion, Completions } from '../../promql/complete/completion.ts';
import { NoCompletions } from './query-box.tsx';

/** What can stand at the cursor, as a list that `public/js/query.js` shows: it knows what is typed now. */
export function CompletionList({ id, from, to, items, isEager }: Completions & { readonly id: string }) {
  if (items.length === 0) return <NoCompletions id={id} />;
  return (
    <div
      class="completions"
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden
      data-from={from}
      data-to={to}
      data-eager={isEager ? '' : undefined}
    >
      {items.map((item, index) => (
        <Option item={item} id={`${id}-${index}`} />
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

function Option({ item: { kind, name, insert, detail, help }, id }: { item: Completion; id: string }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and points here by aria-activedescendant.
    <div class="completions__option" id={id} role="option" aria-selected="false" data-insert={insert}>
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
