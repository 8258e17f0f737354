import { yarnOf } from '../../../components/chart/series.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { routes } from '../../routes.ts';
import type { ResultRow } from './result-rows.ts';

interface ResultTableProps {
  readonly rows: readonly ResultRow[];
  readonly unit: string;
  /** So many of the first rows have a line in the chart, and the key of its colour here. */
  readonly drawn: number;
}

/** The series of an answer with their values, and the key of the chart. */
export function ResultTable({ rows, unit, drawn }: ResultTableProps) {
  const telling = tellingLabels(rows);
  const isRaw = rows.some(({ readings }) => readings !== undefined);
  const figures = ['now', 'lowest', 'mean', 'highest'];
  return (
    <section class="table-scroll" aria-label="Result, table" tabindex={0}>
      <table class="table result">
        <caption class="unseen">Result</caption>
        <thead>
          <tr>
            <th class="table__head table__head--text" scope="col">
              series
            </th>
            {(isRaw ? ['readings', 'newest', ...figures.slice(1)] : figures).map(label => (
              <th class="table__head" scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr>
              <th class="table__cell table__cell--text result__name" scope="row">
                <span class="result__named">
                  {index < drawn && <Key index={index} />}
                  <Name row={row} telling={telling} />
                </span>
              </th>
              {isRaw && <Figure label="readings" text={formatValueText(row.readings, '')} />}
              <Figure label={isRaw ? 'newest' : 'now'} text={formatValueText(row.now, unit)} isFirst />
              <Figure label="lowest" text={formatValueText(row.lowest, unit)} />
              <Figure label="mean" text={formatValueText(row.mean, unit)} />
              <Figure label="highest" text={formatValueText(row.highest, unit)} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ label, text, isFirst = false }: { label: string; text: string; isFirst?: boolean }) {
  return (
    <td class={isFirst ? 'table__cell result__now' : 'table__cell'} data-label={label}>
      {text}
    </td>
  );
}

function Key({ index }: { index: number }) {
  const { className, isAgain } = yarnOf(index);
  return (
    <svg class={`result__key ${className}`} aria-hidden="true">
      <path d="M0 4H14" stroke-dasharray={isAgain ? '6 3' : undefined} />
    </svg>
  );
}

/** The labels that tell the rows apart. They go first: where a name is cut off, it is behind them. */
function tellingLabels(rows: readonly ResultRow[]): ReadonlySet<string> {
  const names = new Set(rows.flatMap(({ labels }) => Object.keys(labels)));
  return new Set(Array.from(names).filter(name => rows.some(({ labels }) => labels[name] !== rows[0]!.labels[name])));
}

/** A series that is one of the readings leads to its page. */
function Name({ row: { key, metric, labels }, telling }: { row: ResultRow; telling: ReadonlySet<string> }) {
  const pairs = Object.entries(labels).sort(([a], [b]) => Number(telling.has(b)) - Number(telling.has(a)));
  if (metric === undefined && pairs.length === 0) return <span class="soft">all together</span>;
  const text = (
    <>
      {metric}
      {pairs.length > 0 && (
        <span class="result__labels">
          {metric !== undefined && ' '}
          {pairs.map(([name, value], index) => (
            <>
              {index > 0 && ' '}
              <span class="result__pair">
                {name}=<b>{value}</b>
              </span>
            </>
          ))}
        </span>
      )}
    </>
  );
  if (metric === undefined)
    return (
      <span class="result__series mono" title={key}>
        {text}
      </span>
    );
  return (
    <a class="result__series mono" href={routes.series.href({}, { key })} title={key}>
      {text}
    </a>
  );
}
