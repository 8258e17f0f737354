import { formatValueText } from '../../components/format/format-value.ts';
import { Sheet } from '../../components/sheet.tsx';
import { Table } from '../../components/table.tsx';
import type { SeriesCount } from '../history/history.ts';
import { routes } from '../routes.ts';
import type { SettingsProps } from './page.tsx';

/** What makes the most series, so that a label which is none is found before it takes all places. */
export function SeriesSheet({ cardinality, tokens }: SettingsProps) {
  const { series, maxSeries, maxSeriesPerSender, metrics, senders } = cardinality;
  return (
    <Sheet id="series" title="Series" note={`${countOf(series)} of ${countOf(maxSeries)} at most`} padded={false}>
      <Table
        roomy
        caption="Metrics with the most series"
        columns={[
          { label: 'most series', align: 'text' },
          { label: 'series', align: 'figure' },
          { label: 'label with the most values', align: 'text' },
          { label: 'values', align: 'figure' },
        ]}
        rows={metrics.map(one => ({ cells: metricCells(one) }))}
      />
      {senders.length > 0 && (
        <div class="settings__senders">
          <Table
            roomy
            caption="Senders with the most series"
            columns={[
              { label: 'made by', align: 'text' },
              { label: `series, of ${countOf(maxSeriesPerSender)} at most`, align: 'figure' },
            ]}
            rows={senders.slice(0, LISTED_SENDERS).map(one => ({
              cells: [nameOf(one.id, tokens), countOf(one.series)],
            }))}
          />
        </div>
      )}
      <p class="sheet__body soft">
        A series is a metric with one set of labels. A label whose value changes with each reading, such as a request
        id, makes a new one each time: leave it out. Each token has {countOf(maxSeriesPerSender)} series, so that one
        broken script leaves room for the others.
      </p>
    </Sheet>
  );
}

const LISTED_SENDERS = 5;

function metricCells({ metric, series, label }: SeriesCount) {
  return [
    <a class="link" href={routes.explore.href({}, { q: metric })}>
      {metric}
    </a>,
    countOf(series),
    label?.name ?? '',
    label ? `${label.isMore ? 'at least ' : ''}${countOf(label.values)}` : '',
  ];
}

function nameOf(id: string, tokens: SettingsProps['tokens']): string {
  if (id === 'token 0') return 'this machine, without a token';
  return tokens.find(token => `token ${token.id}` === id)?.name ?? 'a token that was revoked';
}

function countOf(count: number): string {
  return formatValueText(count, '');
}
