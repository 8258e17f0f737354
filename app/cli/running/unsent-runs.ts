import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { routes } from '../../routes.ts';
import { deliver } from '../deliver.ts';
import type { Target } from '../target.ts';
import type { JobSignal } from './job-signal.ts';

/** Runs whose end the server does not know, at most; the oldest are forgotten first. */
const MAX_RUNS = 100;
const CLAIMED = '.claimed';
/** What another process has claimed and not sent in so long, it will not send. */
const CLAIM_MS = 10 * 60_000;

/** What is left to be told of one run. */
export interface UnsentRun {
  readonly job: string;
  readonly run: string;
  readonly signals: readonly JobSignal[];
}

const Stored = z.object({
  to: z.string(),
  job: z.string(),
  run: z.string(),
  signals: z.array(z.custom<JobSignal>(value => typeof value === 'object' && value !== null)),
});

/** Where programs keep what they must not lose and nobody edits (XDG Base Directory Specification). */
export function unsentFolder(): string {
  return join(homedir(), '.local', 'state', 'telltale', 'unsent-runs');
}

/** Keeps it for the next `telltale run` of this person. */
export function keepUnsent(folder: string, { url }: Target, run: UnsentRun): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = listRuns(folder);
  for (const name of names.slice(0, Math.max(0, names.length - MAX_RUNS + 1))) rmSync(join(folder, name));
  const file = join(folder, `${String(run.signals[0]?.time ?? 0).padStart(16, '0')}-${run.run}.json`);
  writeFileSync(`${file}.part`, JSON.stringify({ to: url.href, ...run }), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

/**
 * Sends what earlier runs could not, the oldest first, until the server does not answer. Another process that does the same leaves each to
 * whom has claimed it. Gives how many were sent.
 */
export async function sendUnsent(folder: string, target: Target, signal: AbortSignal): Promise<number> {
  let sent = 0;
  freeOldClaims(folder);
  for (const name of listRuns(folder)) {
    const claimed = claim(folder, name);
    if (!claimed) continue;
    const stored = Stored.safeParse(JSON.parse(readFileSync(claimed, 'utf8')));
    if (stored.success && stored.data.to !== target.url.href) {
      renameSync(claimed, join(folder, name));
      continue;
    }
    try {
      if (stored.success) await sendRun(target, stored.data, signal);
      rmSync(claimed);
      sent++;
    } catch (error) {
      renameSync(claimed, join(folder, name));
      throw error;
    }
  }
  return sent;
}

async function sendRun(target: Target, { job, run, signals }: UnsentRun, signal: AbortSignal): Promise<void> {
  const href = routes.jobSignal.href({ name: job }, { run });
  await deliver(target, { href, contentType: 'application/json', body: JSON.stringify(signals) }, { signal });
}

/** By when their first signal was said. */
function listRuns(folder: string, ending = '.json'): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith(ending))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The file under another name; undefined: another process was faster. */
function claim(folder: string, name: string): string | undefined {
  const claimed = join(folder, `${name}${CLAIMED}`);
  try {
    renameSync(join(folder, name), claimed);
    utimesSync(claimed, new Date(), new Date());
    return claimed;
  } catch {
    return undefined;
  }
}

/** Whoever claimed them was killed meanwhile. */
function freeOldClaims(folder: string): void {
  for (const name of listRuns(folder, CLAIMED)) {
    const claimed = join(folder, name);
    if (Date.now() - statSync(claimed).mtimeMs > CLAIM_MS) renameSync(claimed, claimed.slice(0, -CLAIMED.length));
  }
}
