import { cutBytes } from './cut-bytes.ts';
import { jobLimits } from './job-limits.ts';
import type { Moment, RunRow } from './run-row.ts';
import { withProgress } from './run-row.ts';
import type { Signal } from './signal.ts';

/** A run after a signal, and the lines of output that it brought. */
export interface Applied {
  readonly run: RunRow;
  readonly lines: readonly string[];
}

/** What a signal makes of a run that has not ended. One that was lost speaks again, and so runs. */
export function applySignal(run: RunRow, signal: Signal, at: Moment, lostAfterMs: number): Applied {
  const lines = linesOf(signal).map(line => cutBytes(line, jobLimits.textBytes));
  const text = cutBytes(signal.text, jobLimits.textBytes) || lines.findLast(line => line.trim() !== '') || '';
  const heard = hear(run, at, lostAfterMs);
  const saidMs = Math.max(run.startMs, saidAt(signal, at.nowMs));
  const spoken = text === '' ? heard : { ...heard, message: text };
  switch (signal.kind) {
    case 'start':
    case 'message':
    case 'log':
      return { run: spoken, lines };
    case 'progress':
      return { run: withProgress(spoken, signal.done, signal.total, saidMs), lines };
    case 'done':
      return { run: { ...spoken, status: 'ok', endMs: saidMs, exitCode: 0 }, lines };
    case 'fail': {
      const { exitCode = null } = signal;
      return { run: { ...heard, status: 'failed', endMs: saidMs, exitCode, reason: text || heard.message }, lines };
    }
  }
}

/** What comes later than it was said happened when it was said; nothing happens later than now. */
export function saidAt({ atMs }: Signal, nowMs: number): number {
  return Math.min(atMs ?? nowMs, nowMs);
}

/** Of progress only the words now are of interest, of a start not even those. */
function linesOf(signal: Signal): readonly string[] {
  switch (signal.kind) {
    case 'start':
    case 'progress':
      return [];
    case 'message':
    case 'log':
      return [signal.text];
    case 'done':
    case 'fail':
      return [...(signal.output ?? []), ...(signal.text === '' ? [] : [signal.text])];
  }
}

function hear(run: RunRow, { nowMs, listenedMs }: Moment, lostAfterMs: number): RunRow {
  return {
    ...run,
    status: 'running',
    signals: run.signals + 1,
    heardMs: nowMs,
    heardListenedMs: listenedMs,
    lostListenedMs: listenedMs + lostAfterMs,
    longestSilenceMs: Math.max(run.longestSilenceMs, listenedMs - run.heardListenedMs),
  };
}
