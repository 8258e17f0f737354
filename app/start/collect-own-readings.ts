import type { Deps } from '../deps.ts';
import { startCollector } from '../host/collector.ts';
import { descriptions } from '../host/descriptions.ts';
import { hostSources } from '../host/host-sources.ts';
import { ownNumbers } from '../host/own.ts';
import { ownStreams } from '../host/own-streams.ts';
import { streamNumbersOf } from './stream-numbers-of.ts';

/** Starts the readings that this server makes of its machine and of itself. */
export function collectOwnReadings(deps: Deps): void {
  const { history, logs, images, events, jobs, state, files, screens, gate, now, log, signal } = deps;
  const streams = [history.live, logs.live, images.live, events.live, jobs.live, state.outbox.changes];
  let readings = 0;
  const count = async () => {
    for await (const item of history.live.subscribe({ signal })) {
      if (item.kind === 'event') readings += item.value.count;
    }
  };
  count().catch(error => log.error(error, 'readings are not counted any more'));
  const own = ownNumbers({
    requests: () => deps.answered.requests,
    readings: () => readings,
    openStreams: () => gate.open,
    openScreens: () => screens.count,
    streamMemory: () => screens.stats(),
    subscribers: () => streams.reduce((sum, { subscribers }) => sum + subscribers, 0),
    databases: {
      ...{ state: files.state, history: files.history, logs: files.logs },
      ...{ images: files.images, events: files.events, jobs: files.jobs },
    },
  });
  const onError = (error: unknown, source: string) => log.warn({ err: error, source }, 'own readings are missing');
  // A page without them is whole, and the next start says them again.
  history.describe(descriptions).catch(error => log.error(error, 'own metrics are not described'));
  startCollector({
    sources: [...hostSources(), own, ownStreams(streamNumbersOf(deps))],
    history,
    now,
    onError,
    signal,
  });
}
