import { type DurationBar, DurationBars } from '../../components/chart/duration-bars.tsx';
import { formatDuration } from '../../components/format/format-duration.ts';
import { Icon } from '../../components/icons.tsx';
import { JobShape } from '../../components/job-row.tsx';
import { Table } from '../../components/table.tsx';
import { area, Slot } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { routes } from '../routes.ts';
import type { JobSources } from './job-sources.ts';
import type { LoadedJob } from './load-job.ts';
import type { RunView } from './runs/job-view.ts';
import { ago, tellExit, tellMoment, tellSilence } from './tell-state.ts';

/** Runs that are listed at once; the others are one press away. */
const SHOWN_RUNS = 15;

/** How long the newest runs took, as a picture and as a table. */
export function historyArea(sources: JobSources, { job, runs }: LoadedJob): Area {
  const nowMs = sources.now();
  const { name, usualMs } = job;
  const bars = runs.toReversed().map((run): DurationBar => {
    return { name: `run ${run.number}`, look: run.status, durationMs: lengthOf(run, nowMs) };
  });
  const { timeZone } = sources;
  const chart = runs.length > 1 && (
    <DurationBars label={`How long runs of ${name} took`} bars={bars} usualMs={usualMs} />
  );
  const tables = <RunTables {...{ name, runs, nowMs, timeZone }} />;
  return area(
    'job-history',
    <section class="sheet" id="job-history" aria-labelledby="job-history-title">
      <header class="sheet__head">
        <h2 id="job-history-title">History</h2>
        <span class="sheet__note">
          {runs.length === 1 ? '1 run' : `the last ${runs.length} runs`}
          {usualMs !== undefined && `, usually ${formatDuration(usualMs)}`}
        </span>
      </header>
      <Slot />
    </section>,
    [
      {
        id: 'job-chart',
        html: String(
          <div id="job-chart" class={chart ? 'job-history__chart' : undefined}>
            {chart}
          </div>,
        ),
      },
      { id: 'job-runs', html: String(<div id="job-runs">{tables}</div>) },
    ],
  );
}

function RunTables({ runs, ...about }: Omit<RunTableProps, 'caption'>) {
  const [newest, earlier] = [runs.slice(0, SHOWN_RUNS), runs.slice(SHOWN_RUNS)];
  return (
    <>
      <RunTable caption="Runs" runs={newest} {...about} />
      {earlier.length > 0 && (
        <details class="job-history__earlier" id="job-earlier">
          <summary>
            <Icon name="down" /> {earlier.length} earlier runs
          </summary>
          <RunTable caption="Earlier runs" runs={earlier} {...about} />
        </details>
      )}
    </>
  );
}

interface RunTableProps {
  readonly caption: string;
  readonly name: string;
  readonly runs: readonly RunView[];
  readonly nowMs: number;
  readonly timeZone: string;
}

function RunTable({ caption, name, runs, nowMs, timeZone }: RunTableProps) {
  return (
    <Table
      caption={caption}
      roomy
      columns={[
        { label: 'run', align: 'text' },
        { label: 'started', align: 'text' },
        { label: 'said', align: 'text' },
        { label: 'took', align: 'figure' },
      ]}
      rows={runs.map(run => ({
        id: `run-${run.number}`,
        cells: [
          <a class="link job-history__run" href={routes.jobRun.href({ name, number: run.number })}>
            <JobShape look={run.status} />
            {run.number} {wordOf(run)}
          </a>,
          tellMoment(run.startMs, nowMs, timeZone),
          <span class="mono">{saidBy(run, nowMs)}</span>,
          run.durationMs === undefined ? '–' : formatDuration(run.durationMs),
        ],
      }))}
    />
  );
}

function wordOf(run: RunView): string {
  return { running: 'running', ok: 'done', failed: tellExit(run), lost: 'lost' }[run.status];
}

function saidBy(run: RunView, nowMs: number): string {
  if (run.isSuperseded) return tellSilence(run, nowMs);
  const words = (run.status === 'failed' && run.reason) || run.message || (run.runId ?? '');
  if (run.status !== 'lost') return words;
  return `last heard ${ago(run.heardMs, nowMs)}${words && `: ${words}`}`;
}

/** Of a run that was lost: until it was heard last. */
function lengthOf({ status, durationMs, startMs, heardMs }: RunView, nowMs: number): number | undefined {
  if (status === 'running') return nowMs - startMs;
  return status === 'lost' ? heardMs - startMs : durationMs;
}
