import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { plainText } from '../../../components/text/terminal-text.ts';
import type { JobView, RunView } from '../runs/job-view.ts';
import type { Taken } from '../runs/take-signals.ts';

/** A line that was not taken, and why. */
export interface Problem {
  /** Undefined: there is only one. */
  readonly line?: number;
  readonly reason: string;
}

/** What has become of a request, piece by piece. */
export interface Hearing {
  /** Signals that were kept. */
  readonly accepted: number;
  readonly problemCount: number;
  /** The first of them. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly isNewJob: boolean;
  readonly run?: RunView | undefined;
}

/** Problems that are explained one by one; the others are counted. */
export const PROBLEMS_KEPT = 20;
const NOTES_KEPT = 5;

export const NOTHING_HEARD: Hearing = { accepted: 0, problemCount: 0, problems: [], notes: [], isNewJob: false };

export function addProblem(hearing: Hearing, problem: Problem): Hearing {
  const problems = hearing.problems.length < PROBLEMS_KEPT ? [...hearing.problems, problem] : hearing.problems;
  return { ...hearing, problems, problemCount: hearing.problemCount + 1 };
}

export function addTaken(hearing: Hearing, taken: Taken, signals: number): Hearing {
  if (taken.kind === 'refused') return addProblem(hearing, { reason: taken.reason });
  return {
    ...hearing,
    accepted: hearing.accepted + signals,
    notes: [...new Set([...hearing.notes, ...taken.notes])].slice(0, NOTES_KEPT),
    isNewJob: hearing.isNewJob || taken.isNewJob,
    run: taken.run ?? hearing.run,
  };
}

/**
 * The answer to a job:
 *
 *     ok nightly 42 % (run 7, 3 min 10 s left)
 *     ok nightly failed with exit code 3 (run 7, after 11 s)
 *     refused: 130 % is more than all; progress ends at 100 %.
 */
export function tellTaken(name: string, hearing: Hearing, job: JobView | undefined, nowMs: number) {
  const { accepted, problems, problemCount, notes, run } = hearing;
  const isOk = accepted > 0;
  const leftMs = run?.status === 'running' && job?.run?.number === run.number ? leftOf(job, nowMs) : undefined;
  const sentences = problems.map(({ line, reason }) => `${line === undefined ? '' : `line ${line}: `}${reason}`);
  const more = problemCount > problems.length ? [`and ${problemCount - problems.length} more`] : [];
  const headline = isOk ? plainText(okLine(name, hearing, leftMs)) : `refused: ${sentences.shift() ?? NOTHING_SAID}`;
  const json = {
    ok: isOk,
    ...(!isOk && { error: headline.slice('refused: '.length) }),
    job: name,
    accepted,
    refused: problemCount,
    problems,
    notes,
    new: hearing.isNewJob,
    ...(run && { run }),
    ...(leftMs !== undefined && { leftMs: Math.round(leftMs) }),
  };
  const text = [headline, ...notes, ...sentences, ...more].map(line => `${line}\n`).join('');
  return { status: isOk ? 200 : 400, text, json };
}

const NOTHING_SAID = 'the body says nothing; send start, 42/100, 37%, log and a line, done or fail 3.';

/** Milliseconds until the expected end; undefined where nobody can say, and where it should be over. */
function leftOf({ expectedEndMs }: JobView, nowMs: number): number | undefined {
  return expectedEndMs !== undefined && expectedEndMs > nowMs ? expectedEndMs - nowMs : undefined;
}

function okLine(name: string, { run, isNewJob, accepted }: Hearing, leftMs: number | undefined): string {
  if (!run) return `ok ${name}${isNewJob ? ' (new)' : ''}`;
  const about = [
    isNewJob && 'new',
    `run ${run.number}`,
    accepted > 1 && `${accepted} lines`,
    run.status === 'ok' && run.durationMs !== undefined && `took ${formatDuration(run.durationMs)}`,
    run.status === 'failed' && run.durationMs !== undefined && `after ${formatDuration(run.durationMs)}`,
    leftMs !== undefined && `${formatDuration(leftMs)} left`,
  ].filter(Boolean);
  return `ok ${name} ${wordsOf(run)} (${about.join(', ')})`;
}

function wordsOf({ status, percent, exitCode, startMs, heardMs }: RunView): string {
  switch (status) {
    case 'ok':
      return 'done';
    case 'failed':
      return exitCode === undefined ? 'failed' : `failed with exit code ${exitCode}`;
    case 'lost':
      return 'lost';
    case 'running':
      if (percent !== undefined) return formatValueText(percent, '%');
      return heardMs === startMs ? 'started' : 'running';
  }
}
