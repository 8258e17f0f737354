import { type DurationBar, DurationBars } from '../../components/chart/duration-bars.tsx';
import { clockTime } from '../../components/format/clock-time.ts';
import { formatDuration } from '../../components/format/format-duration.ts';
import { JobShape, Ribbon } from '../../components/job-row.tsx';
import { Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { wholeArea } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { routes } from '../routes.ts';
import { awaitedFacts } from './awaited-facts.ts';
import type { JobSources } from './job-sources.ts';
import type { LoadedJob } from './load-job.ts';
import type { RunView } from './runs/job-view.ts';
import { ago, tellExit, tellMoment, tellSilence, tellState } from './tell-state.ts';

type Clock = Pick<JobSources, 'now' | 'timeZone'>;

/** How the job stands, and its present run. */
export function nowArea(sources: JobSources, { job }: LoadedJob): Area {
  const nowMs = sources.now();
  const { news, more } = tellState(job, nowMs);
  const { run, state } = job;
  const line = (state === 'failed' && run?.reason) || run?.message;
  const labels = Object.entries(run?.labels ?? {});
  return wholeArea(
    'job-now',
    <section class="sheet" id="job-now" aria-labelledby="job-now-title">
      <div class="sheet__body job-now">
        <h2 class="unseen" id="job-now-title">
          Now
        </h2>
        <div class="job-now__head">
          <span class="job-now__state">
            <JobShape look={state} />
            <span class={state === 'failed' ? 'status-text--crit' : state === 'late' ? 'status-text--warn' : undefined}>
              {state === 'running' ? 'running' : news}
            </span>
          </span>
          {state === 'running' && run?.percent !== undefined && <span class="job-now__value">{news}</span>}
          <span class="job-now__words">{more}</span>
        </div>
        {state === 'running' && <Ribbon percent={run?.percent} />}
        {line && <p class="job-now__line">{line}</p>}
        <div class="job-now__facts">
          {run && (
            <span>
              run <b>{run.number}</b>
              {run.runId !== undefined && ` (${run.runId})`}, started{' '}
              <b>{tellMoment(run.startMs, nowMs, sources.timeZone)}</b>
            </span>
          )}
          {run && (
            <span>
              last heard <b>{ago(run.heardMs, nowMs)}</b>
            </span>
          )}
          {labels.map(([name, value]) => (
            <span>
              {name} <b>{value}</b>
            </span>
          ))}
          {awaitedFacts(sources, job).map(([name, value]) => (
            <span>
              {name} <b>{value}</b>
            </span>
          ))}
        </div>
      </div>
    </section>,
  );
}

/** The newest lines of the run that is shown. */
export function outputArea({ timeZone }: Clock, { output }: LoadedJob): Area {
  return wholeArea(
    'job-output',
    <section class="sheet" id="job-output" aria-labelledby="job-output-title">
      <header class="sheet__head">
        <h2 id="job-output-title">Output</h2>
        {output && (
          <span class="sheet__note">
            run {output.run.number}, {output.lines.length === 1 ? '1 line' : `the last ${output.lines.length} lines`}
          </span>
        )}
      </header>
      {output && output.lines.length > 0 ? (
        <OutputLines lines={output.lines} timeZone={timeZone} />
      ) : (
        <p class="sheet__body soft">
          This run sent no line. <code>log and a line</code> adds one; so does the body of a ping.
        </p>
      )}
    </section>,
  );
}

export interface OutputLinesProps {
  readonly lines: readonly { readonly number: number; readonly atMs: number; readonly text: string }[];
  readonly timeZone: string;
  /** All of it, rather than in a window that scrolls. */
  readonly isWhole?: boolean;
}

/** Oldest first. A window that scrolls can be reached and moved by keys. */
export function OutputLines({ lines, timeZone, isWhole = false }: OutputLinesProps) {
  return (
    <ol
      class={isWhole ? 'job-output job-output--page' : 'job-output'}
      aria-label="Output"
      tabindex={isWhole ? undefined : 0}
      data-tail={isWhole ? undefined : ''}
    >
      {lines.map(({ number, atMs, text }) => (
        <li class="job-output__line" id={`line-${number}`}>
          <Time iso={new Date(atMs).toISOString()} words={clockTime(atMs, timeZone, 'seconds')} />
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}

/** Runs in the table; the bars show more. */
const TABLE_RUNS = 20;

/** How long the newest runs took, as a picture and as a table. */
export function historyArea(sources: JobSources, { job, runs }: LoadedJob): Area {
  const nowMs = sources.now();
  const { name, usualMs } = job;
  const bars = runs.toReversed().map((run): DurationBar => {
    const href = routes.jobRun.href({ name, number: run.number });
    return { name: `run ${run.number}`, look: run.status, durationMs: lengthOf(run, nowMs), href };
  });
  return wholeArea(
    'job-history',
    <section class="sheet" id="job-history" aria-labelledby="job-history-title">
      <header class="sheet__head">
        <h2 id="job-history-title">History</h2>
        <span class="sheet__note">
          {runs.length === 1 ? '1 run' : `the last ${runs.length} runs`}
          {usualMs !== undefined && `, usually ${formatDuration(usualMs)}`}
        </span>
      </header>
      {runs.length > 1 && (
        <div class="job-history__chart">
          <DurationBars label={`How long runs of ${name} took`} bars={bars} usualMs={usualMs} />
        </div>
      )}
      <Table
        caption="Runs"
        roomy
        columns={[
          { label: 'run', align: 'text' },
          { label: 'started', align: 'text' },
          { label: 'said', align: 'text' },
          { label: 'took', align: 'figure' },
        ]}
        rows={runs.slice(0, TABLE_RUNS).map(run => ({
          id: `run-${run.number}`,
          cells: [
            <a class="link job-history__run" href={routes.jobRun.href({ name, number: run.number })}>
              <JobShape look={run.status} />
              {run.number} {wordOf(run)}
            </a>,
            tellMoment(run.startMs, nowMs, sources.timeZone),
            <span class="mono">{saidBy(run, nowMs)}</span>,
            run.durationMs === undefined ? '–' : formatDuration(run.durationMs),
          ],
        }))}
      />
    </section>,
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
