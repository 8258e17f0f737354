import type { BoardDifference, FieldChange, PanelChange } from './compare-boards.ts';

/** What is different, panel by panel and field by field. */
export function DifferenceList({ difference: { fields, panels } }: { readonly difference: BoardDifference }) {
  return (
    <ul class="difference">
      {fields.length > 0 && (
        <li class="difference__part">
          <p class="difference__what">The dashboard itself</p>
          <Fields fields={fields} />
        </li>
      )}
      {panels.map(panel => (
        <li class={`difference__part difference__part--${panel.change}`}>
          <PanelHead panel={panel} />
          <Fields fields={panel.fields} />
        </li>
      ))}
    </ul>
  );
}

function PanelHead({ panel: { id, title, change } }: { readonly panel: PanelChange }) {
  return (
    <p class="difference__what">
      <span class="difference__change">{change}</span> {title} {title !== id && <code class="dim">{id}</code>}
    </p>
  );
}

function Fields({ fields }: { readonly fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <dl class="difference__fields">
      {fields.map(({ field, before, after }) => (
        <div class="difference__field">
          <dt>{field}</dt>
          {before !== undefined && (
            <dd>
              <del>
                <span class="unseen">before: </span>
                {before}
              </del>
            </dd>
          )}
          {after !== undefined && (
            <dd>
              <ins>
                <span class="unseen">after: </span>
                {after}
              </ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
