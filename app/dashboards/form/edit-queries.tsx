import { ActButton } from './act-button.tsx';
import type { EditView } from './edit-view.ts';
import { acts } from './perform-act.ts';
import { QueryFieldset } from './query-fieldset.tsx';

/** What the panel asks for. */
export function EditQueries({ slug, form, queries }: Pick<EditView, 'slug' | 'form' | 'queries'>) {
  return (
    <section class="sheet edit__queries" id="edit-queries" aria-labelledby="queries-title">
      <header class="sheet__head">
        <h2 id="queries-title">{queries.length === 1 ? 'Query' : 'Queries'}</h2>
        <div class="sheet__end">
          <ActButton act={acts.add('queries')} icon="plus">
            query
          </ActButton>
        </div>
      </header>
      {form.problem('queries') !== undefined && <p class="field__error">{form.problem('queries')}</p>}
      {queries.map((query, at) => (
        <QueryFieldset {...{ slug, form, query, at }} isOnly={queries.length === 1} />
      ))}
    </section>
  );
}
