import { randomUUID } from 'node:crypto';
import { constants } from 'node:os';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { findProgress } from './running/find-progress.ts';
import { JobReporter } from './running/job-reporter.ts';
import type { JobSignal } from './running/job-signal.ts';
import type { OutputLine } from './running/output-lines.ts';
import { type Ending, runCommand } from './running/run-command.ts';
import { keepUnsent, sendUnsent, unsentFolder } from './running/unsent-runs.ts';
import { readTarget, type Target } from './target.ts';

/** How long the end of a run may keep whoever waits for it, where the server does not answer. */
const PATIENCE_MS = 5_000;
/** As shells count a command that a signal ended. */
const SIGNAL_BASE = 128;

/**
 * `telltale run NAME -- COMMAND`: a job without a change to it. Its output, input, signals and exit code are what they are without
 * Telltale, whatever becomes of the server; what the server could not be told is told by the next run.
 */
export async function runJob(config: Config, { operands, options }: CommandLine): Promise<number> {
  const [job, name, ...args] = operands as [string, string, ...string[]];
  const target = tryTarget(options, config);
  const run = randomUUID();
  const reporter = target && new JobReporter({ target, job, run });
  const say = (signal: JobSignal) => reporter?.say(signal);
  const catchingUp = target && catchUp(target);

  say({ state: 'start', message: [name, ...args].join(' ').slice(0, 200), time: Date.now() });
  const ending = await runCommand({ command: [name, ...args], onLine: line => tellLine(line, say) });
  if ('problem' in ending) complain(ending.problem);
  say({ ...toSignal(ending), time: Date.now() });

  if (reporter && target) await tellEnd(reporter, target, { job, run });
  await catchingUp?.end();
  return exitCodeOf(ending);
}

function tryTarget(options: CommandLine['options'], config: Config): Target | undefined {
  try {
    return readTarget(options, config);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    complain(`${error.message} The command runs without telling anybody.`);
    return undefined;
  }
}

function tellLine({ text, isRedrawn }: OutputLine, say: (signal: JobSignal) => void): void {
  const progress = findProgress(text, isRedrawn);
  if (progress) say({ ...progress, time: Date.now() });
  if (!isRedrawn && text.trim() !== '') say({ state: 'log', message: text, time: Date.now() });
}

/** What cannot be delivered now is kept; nothing of this is the command's fault, so it changes no exit code. */
async function tellEnd(
  reporter: JobReporter,
  target: Target,
  names: { readonly job: string; readonly run: string },
): Promise<void> {
  try {
    const unsent = await reporter.end(PATIENCE_MS);
    if (unsent.length === 0) return;
    keepUnsent(unsentFolder(), target, { ...names, signals: unsent });
    complain(`${target.url.origin} does not answer: the next "telltale run" tells it how this one ended.`);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
  }
}

/** Beside the command, and only while it runs. */
function catchUp(target: Target) {
  const stopping = new AbortController();
  const sending = sendUnsent(unsentFolder(), target, stopping.signal).catch(error => {
    if (!stopping.signal.aborted) complain(`What earlier runs left to be told was not: ${(error as Error).message}`);
  });
  return {
    async end(): Promise<void> {
      stopping.abort();
      await sending;
    },
  };
}

type End =
  | { readonly state: 'done' }
  | { readonly state: 'fail'; readonly exitCode?: number; readonly message?: string };

function toSignal(ending: Ending): End {
  if ('signal' in ending) return { state: 'fail', message: `ended by ${ending.signal}` };
  if ('problem' in ending) return { state: 'fail', exitCode: ending.code, message: ending.problem };
  return ending.code === 0 ? { state: 'done' } : { state: 'fail', exitCode: ending.code };
}

function exitCodeOf(ending: Ending): number {
  return 'signal' in ending ? SIGNAL_BASE + constants.signals[ending.signal] : ending.code;
}

function complain(sentence: string): void {
  process.stderr.write(`telltale: ${sentence}\n`);
}
