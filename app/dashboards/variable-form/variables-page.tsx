import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { Dashboard } from '../store.ts';
import type { ResolvedVariable } from '../variables/resolve-variables.ts';
import { MAX_VARIABLES } from '../variables/variable.ts';
import { type Draft, NEW_DRAFT } from './draft.ts';

export interface VariablesPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly drafts: readonly Draft[];
  /** What each of them offers, by name, where that can be asked for. */
  readonly offered: ReadonlyMap<string, ResolvedVariable>;
  /** What is wrong with some of them, as sentences, by their place. */
  readonly problems: ReadonlyMap<number, string>;
}

/** Values that are shown of each. */
const SHOWN_VALUES = 12;
const KINDS = [
  { value: 'query', label: 'Values of a label' },
  { value: 'custom', label: 'A list' },
  { value: 'interval', label: 'Lengths of time' },
  { value: 'text', label: 'A text to type' },
  { value: 'constant', label: 'One fixed value' },
];

/** The variables of a dashboard, all in one form, with what they offer just now. */
export function VariablesPage({ shell, dashboard, drafts, offered, problems }: VariablesPageProps) {
  const { slug, definition } = dashboard;
  const isFull = drafts.length >= MAX_VARIABLES;
  return (
    <Page
      shell={shell}
      title={`Variables of ${definition.title}`}
      room="home"
      acts={<Button href={routes.dashboard.href({ slug })}>Back to the dashboard</Button>}
    >
      <form class="stack variable-form" method="post" action={routes.dashboardVariables.href({ slug })}>
        <p class="soft">
          Write <code>$name</code> in queries, titles and legends; see what each offers with Preview. One may stand in
          the queries of those below it.
        </p>
        {drafts.length === 0 && <Empty title="No variables yet">The first one can be described below.</Empty>}
        {drafts.map((draft, at) => (
          <Sheet id={`variable-${at}`} title={`$${draft.name}`} note={notes(offered.get(draft.name.trim()))}>
            <Fields {...{ draft, at }} problem={problems.get(at)} />
          </Sheet>
        ))}
        {isFull ? (
          <p>There are {MAX_VARIABLES}, which is the limit.</p>
        ) : (
          <Sheet id={`variable-${drafts.length}`} title="One more">
            <Fields draft={NEW_DRAFT} at={drafts.length} problem={undefined} />
          </Sheet>
        )}
        <p class="form__acts">
          <Button look="solid" attributes={{ name: 'act', value: 'save' }}>
            Save variables
          </Button>
          <Button attributes={{ name: 'act', value: 'preview' }}>Preview</Button>
        </p>
      </form>
    </Page>
  );
}

function notes(resolved: ResolvedVariable | undefined) {
  if (!resolved || resolved.variable.kind === 'text') return undefined;
  const { options, isMore, problem } = resolved;
  if (problem !== undefined) return problem;
  if (options.length === 0) return 'offers nothing yet';
  const more =
    options.length > SHOWN_VALUES ? `, and ${options.length - SHOWN_VALUES}${isMore ? ' or more' : ''} others` : '';
  return `offers ${options.slice(0, SHOWN_VALUES).join(', ')}${more}`;
}

function Fields({ draft, at, problem }: { draft: Draft; at: number; problem: string | undefined }) {
  const field = (name: keyof Draft) => ({ id: `${name}-${at}`, name: `${name}.${at}`, value: String(draft[name]) });
  const plain = { autocomplete: 'off', spellcheck: 'false' };
  return (
    <div class="variable-form__fields">
      <Field {...field('name')} label="Name" hint="$name" error={problem} attributes={{ ...plain, maxlength: 50 }} />
      <Field {...field('label')} label="Label" hint="if it is another" attributes={{ ...plain, maxlength: 100 }} />
      <Field {...field('kind')} label="Kind" options={KINDS} />
      <Field
        {...field('value')}
        label="At first"
        hint="else all, or the first"
        attributes={{ ...plain, maxlength: 500 }}
      />
      <div class="variable-form__offers">
        <Field
          {...field('offers')}
          kind="textarea"
          label="Offers"
          hint="label_values(metric, label), or one value a line"
          attributes={{ ...plain, rows: Math.min(8, Math.max(2, draft.offers.split('\n').length)) }}
        />
      </div>
      <p class="cluster variable-form__boxes">
        <Box name={`isMulti.${at}`} label="Several at once" checked={draft.isMulti} />
        <Box name={`hasAll.${at}`} label="All" checked={draft.hasAll} />
        {draft !== NEW_DRAFT && <Box name={`isGone.${at}`} label="Take it away" checked={false} />}
        {draft !== NEW_DRAFT && (
          <label class="cluster">
            Place
            <input class="variable-form__place" type="number" name={`place.${at}`} value={at + 1} min="1" max="99" />
          </label>
        )}
      </p>
    </div>
  );
}

function Box({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return (
    <label class="cluster">
      <input type="checkbox" name={name} checked={checked} />
      {label}
    </label>
  );
}
