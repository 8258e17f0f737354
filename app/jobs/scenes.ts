import type { Scene } from '../http/live.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { followJobs } from './follow-jobs.ts';
import { goneJob } from './gone-job.ts';
import { historyArea } from './history-area.tsx';
import type { JobSources } from './job-sources.ts';
import { loadJob } from './load-job.ts';
import { nowArea } from './now-area.tsx';
import { outputArea } from './output-area.tsx';
import { rowsArea } from './rows.tsx';
import { jobsText, jobText } from './text.ts';

/** The list of the jobs that a search finds. */
export function listScene(sources: JobSources, search: string): Scene {
  return {
    name: `jobs ${sources.timeZone} ${search}`,
    start: () => runScreen(events => startList(sources, search, events), sources.onError),
  };
}

export async function startList(sources: JobSources, search: string, events: FeedEvents): Promise<TextFeed> {
  const stop = followJobs(sources.jobs, () => true, events);
  return {
    draw: () => [rowsArea(sources, search)],
    text: style => jobsText(sources, search, style),
    stop,
  };
}

/** One job: now, its output, its history. */
export function jobScene(sources: JobSources, name: string): Scene {
  return {
    name: `job ${sources.timeZone} ${name}`,
    start: () => runScreen(events => startJob(sources, name, events), sources.onError),
  };
}

export async function startJob(sources: JobSources, name: string, events: FeedEvents): Promise<TextFeed> {
  const { jobs } = sources;
  let isLoading = false;
  let isOld = false;
  /** One at a time: what changes meanwhile is loaded afterwards, however often it changes. */
  const reload = async () => {
    isOld = true;
    if (isLoading) return;
    isLoading = true;
    try {
      while (isOld) {
        isOld = false;
        const next = await loadJob(jobs, name);
        if (next) loaded = next;
        else events.onLost(); // it was removed
        events.onChange();
      }
    } finally {
      isLoading = false;
    }
  };
  const onChange = () => void reload().catch(events.onLost);
  const stop = followJobs(jobs, changed => changed === name, { onChange, onLost: events.onLost });
  let loaded = await loadJob(jobs, name).catch(error => {
    stop();
    throw error;
  });
  if (!loaded) {
    stop();
    throw goneJob(name);
  }
  return {
    draw: () => [nowArea(sources, loaded!), outputArea(sources, loaded!), historyArea(sources, loaded!)],
    text: style => jobText(sources, loaded!, style),
    stop,
  };
}
