import { formatDuration } from '../../components/format/format-duration.ts';
import { cutText, fitText, TERMINAL_COLUMNS, type TerminalText } from '../../components/text/terminal-text.ts';
import { textHeading, textPage } from '../../components/text/text-page.ts';
import { awaitedFacts } from './awaited-facts.ts';
import { countJobs, findJobs, MAX_ROWS } from './find-jobs.ts';
import type { JobSources } from './job-sources.ts';
import type { LoadedJob } from './load-job.ts';
import { noJobs } from './rows.tsx';
import type { JobState, JobView } from './runs/job-view.ts';
import { tellMoment, tellState } from './tell-state.ts';

const NAME_COLUMNS = 24;
const WORDS_COLUMNS = 34;

/** The list of jobs as text. */
export function jobsText({ jobs, now, timeZone }: JobSources, search: string, text: TerminalText): string {
  const nowMs = now();
  const found = findJobs(jobs, search);
  const rows = found.slice(0, MAX_ROWS).map(job => jobLine(job, nowMs, text));
  const none = [text.dim(cutText(text.plain(noJobs(search)), TERMINAL_COLUMNS))];
  const note = search === '' ? countJobs(found) : `“${search}” · ${countJobs(found)}`;
  return textPage({ title: 'Jobs', note, nowMs, timeZone, lines: rows.length > 0 ? rows : none }, text);
}

function jobLine(job: JobView, nowMs: number, text: TerminalText): string {
  const { run } = job;
  const said = (job.state === 'failed' && run?.reason) || (run?.message ?? '');
  const rest = TERMINAL_COLUMNS - NAME_COLUMNS - WORDS_COLUMNS - 4;
  return [
    text.bold(fitText(text.plain(job.name), NAME_COLUMNS)),
    colourOf(job.state, text)(fitText(text.plain(stateLine(job, nowMs)), WORDS_COLUMNS)),
    text.dim(cutText(text.plain(said), rest)),
  ]
    .join('  ')
    .trimEnd();
}

/** The word of the state is always there: `running 42 %`. */
function stateLine(job: JobView, nowMs: number): string {
  const { news, more } = tellState(job, nowMs);
  const word = job.state === 'running' && job.run?.percent !== undefined ? 'running ' : '';
  return `${word}${news}${more === '' ? '' : `, ${more}`}`;
}

function colourOf(state: JobState, text: TerminalText): (words: string) => string {
  if (state === 'failed' || state === 'lost') return text.alert;
  return state === 'late' ? text.warn : words => words;
}

/** One job as text. */
export function jobText(sources: JobSources, { job, runs, output }: LoadedJob, text: TerminalText): string {
  const { now, timeZone, jobs } = sources;
  const nowMs = now();
  const line = (words: string) => cutText(text.plain(words), TERMINAL_COLUMNS);
  const facts = awaitedFacts(sources, job).map(([name, value]) => text.dim(line(`${name} ${value}`)));
  const lines = (output?.lines ?? []).slice(-20).map(({ text: said }) => line(said));
  const history = runs.slice(0, 10).map(run => {
    const took = run.durationMs === undefined ? '–' : formatDuration(run.durationMs);
    const said = run.status === 'failed' ? run.reason : run.message;
    return line(`${run.number}  ${tellMoment(run.startMs, nowMs, timeZone)}  ${run.status}  ${took}  ${said}`);
  });
  return textPage(
    {
      title: job.name,
      note: jobs.settingOf(job.name).description || undefined,
      nowMs,
      timeZone,
      lines: [
        colourOf(job.state, text)(line(stateLine(job, nowMs))),
        ...facts,
        ...(lines.length > 0 ? ['', textHeading('Output', undefined, text), ...lines] : []),
        ...(history.length > 0 ? ['', textHeading('Runs', undefined, text), ...history] : []),
      ],
    },
    text,
  );
}
