import { setTimeout } from 'node:timers/promises';
import type { ResolvedVariable } from './resolve-variables.ts';

/** How often it is looked whether there are other values. */
const LOOK_EVERY_MS = 30_000;

export interface WatchOptionsOptions {
  readonly resolve: () => Promise<readonly ResolvedVariable[]>;
  /** As they were when what is shown began. */
  readonly known: readonly ResolvedVariable[];
  readonly signal: AbortSignal;
  /** What is chosen is not what it was: start over. Called once. */
  readonly onLost: (reason?: unknown) => void;
  /** Between two looks. */
  readonly everyMs?: number;
}

/** Watches whether variables have come to other values, as a label has when something new sends. Ends with the signal. */
export async function watchOptions({
  resolve,
  known,
  signal,
  onLost,
  everyMs = LOOK_EVERY_MS,
}: WatchOptionsOptions): Promise<void> {
  if (!known.some(({ variable }) => variable.kind === 'query')) return;
  const was = digest(known);
  try {
    while (digest(await resolveLater()) === was);
    onLost();
  } catch (error) {
    if (!signal.aborted) onLost(error);
  }

  async function resolveLater() {
    await setTimeout(everyMs, undefined, { signal, ref: false });
    return resolve();
  }
}

function digest(resolved: readonly ResolvedVariable[]): string {
  return JSON.stringify(resolved.map(({ values, problem }) => [values, problem]));
}
