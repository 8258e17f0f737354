import { Spark } from '../../components/chart/spark.tsx';
import { JobRow } from '../../components/job-row.tsx';
import { area, Slot } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { routes } from '../routes.ts';
import { findJobs, MAX_ROWS } from './find-jobs.ts';
import type { JobSources } from './job-sources.ts';
import type { JobView } from './runs/job-view.ts';
import { tellMoment, tellState } from './tell-state.ts';

/** The list of jobs, each row redrawn by itself. */
export function rowsArea(sources: JobSources, search: string): Area {
  const found = findJobs(sources.jobs, search).slice(0, MAX_ROWS);
  const rows = found.map(job => ({ id: rowId(job), html: String(<Row {...sources} job={job} />) }));
  const none = [{ id: 'jobs-none', html: String(<NoRow search={search} />) }];
  return area(
    'jobs-rows',
    <ol class="jobs__list" id="jobs-rows" aria-label="Jobs">
      <Slot />
    </ol>,
    rows.length > 0 ? rows : none,
  );
}

/** Why there are no rows, as page and text say it. */
export function noJobs(search: string): string {
  return search === '' ? 'No job has spoken yet.' : `No job has “${search}” in its name or description.`;
}

/** A job is created once, and no other at the same time under this name. */
const rowId = ({ name }: JobView) => `job-${Buffer.from(name).toString('hex')}`;

/** With fewer runs there is no trend. */
const MIN_TREND = 2;

function Row({ jobs, now, timeZone, job }: JobSources & { job: JobView }) {
  const nowMs = now();
  const { news, more } = tellState(job, nowMs);
  const { name, state, run, dueMs, durationsMs } = job;
  const seconds = durationsMs.map(ms => ms / 1000);
  return (
    <JobRow
      id={rowId(job)}
      name={name}
      href={routes.job.href({ name })}
      look={state}
      percent={run?.percent}
      about={jobs.settingOf(name).description || undefined}
      words={
        <>
          <b>{news}</b>
          {more !== '' && ` · ${more}`}
        </>
      }
      line={(state === 'failed' && run?.reason) || run?.message}
      trend={seconds.length >= MIN_TREND && <Spark values={seconds} unit="seconds" />}
      next={dueMs !== undefined && dueMs > nowMs ? `next ${tellMoment(dueMs, nowMs, timeZone)}` : undefined}
    />
  );
}

function NoRow({ search }: { search: string }) {
  return (
    <li class="job" id="jobs-none">
      <span />
      <span class="soft">{noJobs(search)}</span>
    </li>
  );
}
