import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { routes } from '../../routes.ts';
import type { Dashboard } from '../store.ts';
import { editForm } from './edit-form.ts';

/** What can be done with the dashboard as a whole. */
export function Tools({ dashboard: { slug, definition } }: { readonly dashboard: Dashboard }) {
  return (
    <div class="edit-tools" id="edit-tools">
      <Button icon="plus" href={routes.panelGallery.href({ slug })}>
        Add a panel
      </Button>
      <details class="edit-tools__more">
        <summary class="button">Add a section</summary>
        <form class="edit-tools__form" id="edit-section" {...editForm(slug)}>
          <input type="hidden" name="act" value="section" />
          <Field
            id="section-title"
            name="title"
            label="Title of the section"
            attributes={{ required: true, maxlength: 200 }}
          />
          <Button look="solid">Add it</Button>
        </form>
      </details>
      <details class="edit-tools__more">
        <summary class="button">Rename</summary>
        <form class="edit-tools__form" id="edit-describe" {...editForm(slug)}>
          <input type="hidden" name="act" value="describe" />
          <Field
            id="board-title"
            name="title"
            label="Title"
            value={definition.title}
            attributes={{ required: true, maxlength: 200 }}
          />
          <Field
            id="board-subtitle"
            name="subtitle"
            label="Subtitle"
            value={definition.subtitle ?? ''}
            attributes={{ maxlength: 200 }}
          />
          <Button look="solid">Rename</Button>
        </form>
      </details>
      <form method="post" action={routes.dashboardCopy.href({ slug })}>
        <Button>Duplicate dashboard</Button>
      </form>
      <Button href={routes.dashboardVersions.href({ slug })}>Versions</Button>
    </div>
  );
}
