import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { QUERY_PANEL_KINDS } from '../../dashboards/definition.ts';
import { titleOfQuery } from '../../promql/explain/title-of-query.ts';
import { routes } from '../../routes.ts';

/** A dashboard that may be chosen. */
export interface Choice {
  readonly slug: string;
  readonly title: string;
}

const KINDS = {
  line: 'Lines over time',
  stat: 'One number and its past',
  table: 'A table of what is now',
} satisfies Record<(typeof QUERY_PANEL_KINDS)[number], string>;

/** Makes a panel of the query, on the dashboard that was changed last, another one, or a new one: one press will do. */
export function PanelSheet({ query, dashboards }: { query: string; dashboards: readonly Choice[] }) {
  const [first] = dashboards;
  const places = dashboards.map(({ slug, title }) => ({ value: slug, label: title }));
  const kinds = QUERY_PANEL_KINDS.map(value => ({ value, label: KINDS[value] }));
  return (
    <Sheet
      id="as-panel"
      title="Add it to a dashboard"
      end={
        first?.slug && (
          <a class="link" href={routes.panelGallery.href({ slug: first.slug }, { show: `reading ${query}` })}>
            See each way to show it
          </a>
        )
      }
    >
      <form class="form form--row" method="post" action={routes.queryPanel.href()}>
        <input type="hidden" name="q" value={query} />
        <Field
          id="panel-title"
          name="title"
          label="Title"
          value={titleOfQuery(query)}
          attributes={{ required: true, maxlength: 200, autocomplete: 'off', placeholder: 'What it shows' }}
        />
        <Field id="panel-kind" name="kind" label="Shown as" options={kinds} />
        <Field id="panel-dashboard" name="dashboard" label="On" options={places} />
        <Button>Add panel</Button>
      </form>
    </Sheet>
  );
}
