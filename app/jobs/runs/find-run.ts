import type { JobTables } from './job-tables.ts';
import type { RunRow } from './run-row.ts';
import type { Signal } from './signal.ts';

/** A sender that got no answer sends its start again: within this time, with nothing said in between, it is the same run. */
const SAME_START_MS = 30_000;
/** What was sent before the end may arrive after it, from a script that does not wait for its answers. */
const STRAGGLER_MS = 5_000;

/** Of which run a signal speaks. */
export type Found =
  /** It goes on, or was lost and is heard again. */
  | { readonly kind: 'open'; readonly run: RunRow }
  /** It has ended already: only its output can still grow. */
  | { readonly kind: 'ended'; readonly run: RunRow }
  /** A new one begins, and those of `superseding` have gone without an end. */
  | { readonly kind: 'new'; readonly superseding: readonly RunRow[] }
  /** There is none yet, and this begins none. */
  | { readonly kind: 'none' };

/** `runId` as the sender gave it; without one, the run without one is meant, else the only one that goes on. */
export function findRun(
  { run: runs }: JobTables,
  jobId: number,
  runId: string | undefined,
  signal: Signal,
  nowMs: number,
): Found {
  if (runId !== undefined) return findNamed(runs.named.get(jobId, runId), signal);
  const open = runs.open.all(jobId);
  const nameless = open.filter(run => run.runId === null);
  if (signal.kind === 'start') return startNameless(nameless, nowMs);
  const meant = nameless[0] ?? (open.length === 1 ? open[0] : undefined);
  if (meant) return { kind: 'open', run: meant };
  const newest = runs.newest.get(jobId, 1);
  if (newest && isOpen(newest)) return { kind: 'open', run: newest };
  if (newest && (signal.kind === 'log' || isStraggler(newest, signal, nowMs))) return { kind: 'ended', run: newest };
  return signal.kind === 'log' ? { kind: 'none' } : { kind: 'new', superseding: [] };
}

/** A lost run may speak again, unless another one has begun in its place. */
function isOpen({ status, isSuperseded }: RunRow): boolean {
  return status === 'running' || (status === 'lost' && isSuperseded === 0);
}

/** Where only ends are told, each is one of a run of its own. */
function isStraggler({ heardMs, hasStart }: RunRow, { kind }: Signal, nowMs: number): boolean {
  const isEnd = kind === 'done' || kind === 'fail';
  return nowMs - heardMs <= STRAGGLER_MS && (!isEnd || hasStart === 1);
}

function findNamed(run: RunRow | undefined, { kind }: Signal): Found {
  if (run && isOpen(run)) return { kind: 'open', run };
  if (run && kind !== 'start') return { kind: 'ended', run };
  return kind === 'log' ? { kind: 'none' } : { kind: 'new', superseding: [] };
}

function startNameless(open: readonly RunRow[], nowMs: number): Found {
  const [newest] = open;
  if (newest && newest.signals === 1 && nowMs - newest.startMs <= SAME_START_MS) return { kind: 'open', run: newest };
  return { kind: 'new', superseding: open };
}
