import { formatAge } from '../../../components/format/format-age.ts';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { Sheet } from '../../../components/sheet.tsx';
import { Table } from '../../../components/table.tsx';
import { costText } from '../../explore/query/cost-text.ts';
import { Explanation } from '../../explore/query/explanation.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { RangePicker } from '../view/range-picker.tsx';
import type { PanelExplanation } from './explain-panel.ts';
import type { QueryExplanation } from './query-explanation.ts';

export interface ExplanationPageProps {
  readonly shell: PageShell;
  readonly slug: string;
  readonly explanation: PanelExplanation;
  readonly nowMs: number;
}

/** Where a panel's values come from, query by query, and what could keep them away. */
export function ExplanationPage({ shell, slug, explanation, nowMs }: ExplanationPageProps) {
  const { definition, view, source, queries, empties, limits } = explanation;
  const { id, title } = definition;
  const note = (
    <>
      {source}{' '}
      <a class="link" href={routes.panel.href({ slug, id }, view.query)}>
        Back to the panel
      </a>
    </>
  );
  return (
    <Page
      shell={shell}
      title={`Why “${title || 'Panel'}” shows this`}
      note={note}
      room="home"
      acts={<RangePicker {...{ view, nowMs }} hrefOf={query => routes.panelExplanation.href({ slug, id }, query)} />}
    >
      {queries.map((query, at) => (
        <QuerySheet {...{ query, nowMs }} number={queries.length > 1 ? at + 1 : undefined} range={view.range.name} />
      ))}
      {empties.length > 0 && <Sentences id="empty" title="What would make it empty" sentences={empties} />}
      {limits.length > 0 && <Sentences id="limits" title="Bounds that apply" sentences={limits} />}
    </Page>
  );
}

interface QuerySheetProps {
  readonly query: QueryExplanation;
  readonly number: number | undefined;
  readonly range: string;
  readonly nowMs: number;
}

function QuerySheet({ query, number, range, nowMs }: QuerySheetProps) {
  const { expr, words, cost, refusal, series } = query;
  return (
    <Sheet
      id={`query-${number ?? 1}`}
      title={number === undefined ? 'The query' : `Query ${number}`}
      note={cost && `asked once just now: ${costText(cost)}`}
      end={
        <a class="link" href={routes.query.href({}, { q: expr, range })}>
          Ask it in Explore
        </a>
      }
      padded={false}
    >
      <div class="sheet__body stack">
        <code class="explain__query">{expr}</code>
        {words && <Explanation line={words} />}
        {refusal !== undefined && <p>{refusal}</p>}
      </div>
      {series.length > 0 && <SeriesTable {...{ query, nowMs }} />}
    </Sheet>
  );
}

const COLUMNS = [
  { label: 'series that it reads', align: 'text' },
  { label: 'now', align: 'figure' },
  { label: 'last heard', align: 'figure' },
  { label: 'usually every', align: 'figure' },
  { label: 'first sent by', align: 'text' },
] as const;

function SeriesTable({ query: { series, isMore }, nowMs }: Pick<QuerySheetProps, 'query' | 'nowMs'>) {
  const rows = series.map(({ key, value, unit, atMs, intervalMs, sender }) => ({
    cells: [
      <a class="link" href={routes.series.href({}, { key })}>
        {key}
      </a>,
      formatValueText(value, unit),
      <time datetime={new Date(atMs).toISOString()}>{formatAge(nowMs - atMs)}</time>,
      intervalMs === undefined ? 'not known yet' : formatDuration(Number(intervalMs.toPrecision(2))),
      sender ?? 'this server, or not known',
    ],
  }));
  return (
    <>
      <Table caption="Series" columns={COLUMNS} rows={rows} />
      {isMore && <p class="explore__more dim">The {rows.length} heard last; there are more.</p>}
    </>
  );
}

function Sentences({ id, title, sentences }: { id: string; title: string; sentences: readonly string[] }) {
  return (
    <Sheet id={id} title={title}>
      <ul class="stack explain__sentences">
        {sentences.map(sentence => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Sheet>
  );
}
