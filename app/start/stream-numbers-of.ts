import type { Deps } from '../deps.ts';
import type { StreamNumbers } from '../host/own-streams.ts';
import { STREAM_KINDS, STREAM_LIMITS } from '../http/metering/stream-counts.ts';

const VIEWERS = STREAM_KINDS.filter(kind => kind !== 'sender');

/** What is told of viewers each second. */
export function streamNumbersOf({ gate, screens, history, promqlLive, queryThreads }: Deps): StreamNumbers {
  const { traffic, ended, refused } = gate.counts;
  const sum = <T>(of: readonly T[], pick: (one: T) => number) => of.reduce((total, one) => total + pick(one), 0);
  const longest = (all: Iterable<number>) => Math.max(0, ...all);
  return {
    frames: () => sum(VIEWERS, kind => traffic[kind].frames),
    bytesBefore: () => sum(VIEWERS, kind => traffic[kind].bytesBefore),
    bytesAfter: () => sum(VIEWERS, kind => traffic[kind].bytesAfter),
    conflations: () => sum(VIEWERS, kind => traffic[kind].conflations),
    dropped: reason =>
      reason === 'refused'
        ? sum(VIEWERS, kind => sum(STREAM_LIMITS, limit => refused[kind][limit]))
        : sum(VIEWERS, kind => ended[kind][reason]),
    behind() {
      const lags = Object.values(gate.lag());
      return { viewers: sum(lags, ({ readers }) => readers), seconds: longest(lags.map(({ ms }) => ms / 1000)) };
    },
    // Two ways one after the other: what is told is at least as long as the longest of the whole.
    longestDelaySeconds: () =>
      history.tellingDelay.takeLongestSeconds() +
      longest(screens.timings.values().map(({ delay }) => delay.takeLongestSeconds())),
    longestDrawSeconds: () => longest(screens.timings.values().map(({ draw }) => draw.takeLongestSeconds())),
    longestEvaluationSeconds: () =>
      longest([promqlLive, queryThreads].map(({ durations }) => durations.takeLongestSeconds())),
  };
}
