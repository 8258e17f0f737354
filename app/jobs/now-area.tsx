import { JobShape, Ribbon } from '../../components/job-row.tsx';
import { wholeArea } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { awaitedFacts } from './awaited-facts.ts';
import type { JobSources } from './job-sources.ts';
import type { LoadedJob } from './load-job.ts';
import { ago, tellMoment, tellState } from './tell-state.ts';

/** How the job stands, and its present run. */
export function nowArea(sources: JobSources, { job }: LoadedJob): Area {
  const nowMs = sources.now();
  const { news, more } = tellState(job, nowMs);
  const { run, state } = job;
  const isCounted = state === 'running' && run?.percent !== undefined;
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
              {isCounted ? 'running' : news}
            </span>
          </span>
          {isCounted && <span class="job-now__value">{news}</span>}
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
