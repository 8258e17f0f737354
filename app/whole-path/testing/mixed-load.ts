import assert from 'node:assert/strict';
import { seriesKey } from '../../history/series-key.ts';
import { routes } from '../../routes.ts';
import type { TestServer } from '../../testing/real-server.ts';
import type { KnownPoint, KnownPoints } from './known-points.ts';
import { type Attempt, MixedSender } from './mixed-sender.ts';
import { sendMany, type Visitor } from './visitor.ts';

type Random = (limit: number) => number;

const HOUR_MS = 60 * 60_000;
/** Series of a sender of bodies. */
const BODY_SERIES = 100;
const BODY_LINES = { from: 1000, more: 3000 };
/** Of a hundred lines so many are of the past: a point that came already, or one between two of them. */
const LATE_PERCENT = 15;
const STEP_MS = 10;

/** Everything at once that a server of one owner is used for. */
export interface MixedLoad {
  /** What was sent, and must be kept. */
  readonly senders: readonly MixedSender[];
  /** Begins to send and ask. Resolves when so many requests of the senders were answered with success. */
  run(answers: number): Promise<void>;
  /** Resolves when nobody sends any more, because nobody answers. */
  ended(): Promise<void>;
}

export function createMixedLoad(server: TestServer, visitor: Visitor, random: Random): MixedLoad {
  const startMs = Date.now() - 12 * HOUR_MS;
  const senders = [
    ...[1, 2, 3].map(n => sendBodies(server, `body${n}_`, startMs, random)),
    ...[1, 2].map(n => sendSingles(server, `single${n}_`, startMs, random)),
    sendAndRemove(server, visitor, 'gone_', startMs, random),
  ];
  let running: Promise<unknown> = Promise.resolve();

  return {
    senders,
    async run(answers) {
      const enough = Promise.withResolvers<void>();
      const onAnswer = () => --answers <= 0 && enough.resolve();
      running = Promise.all([
        ...senders.map(sender => sender.run(onAnswer)),
        sendExpired(server),
        askWithoutEnd(visitor, senders, random),
      ]);
      await Promise.race([enough.promise, running.then(() => Promise.reject(new Error('The server has gone.')))]);
    },
    ended: async () => void (await running),
  };
}

/** Thousands of lines of line protocol at once, some of them late, some of them twice. */
function sendBodies(server: TestServer, name: string, startMs: number, random: Random): MixedSender {
  let cursor = 0;
  let number = 0;
  const drawPoint = (): KnownPoint => {
    const isLate = cursor > 0 && random(100) < LATE_PERCENT;
    const place = isLate ? random(cursor) : cursor++;
    const shiftMs = isLate ? random(2) * random(STEP_MS) : 0;
    const atMs = startMs + Math.floor(place / BODY_SERIES) * STEP_MS + shiftMs;
    return [seriesKey(name, { s: `${place % BODY_SERIES}` }), atMs, ++number / 4];
  };
  return new MixedSender(name, () => {
    const points = Array.from({ length: BODY_LINES.from + random(BODY_LINES.more) }, drawPoint);
    const body = points.map(([key, atMs, value]) => `${name},s=${/\d+(?="})/.exec(key)![0]} value=${value} ${atMs}`);
    return { change: { kind: 'points', points }, send: () => write(server, body.join('\n')) };
  });
}

/** One reading a request, now and then one of before. */
function sendSingles(server: TestServer, name: string, startMs: number, random: Random): MixedSender {
  let number = 0;
  return new MixedSender(name, () => {
    const place = random(10) === 0 ? random(++number) : ++number;
    const atMs = startMs + place * STEP_MS;
    const labels = { s: `${place % 3}` };
    const href = routes.inOne.href(
      { metric: name },
      { ...labels, t: new Date(atMs).toISOString(), k: server.writeToken },
    );
    return {
      change: { kind: 'points', points: [[seriesKey(name, labels), atMs, number]] },
      send: () => fetch(server.url + href, { method: 'POST', body: String(number) }),
    };
  });
}

/** A series that is removed, sent again under the same name, and brought back. */
function sendAndRemove(
  server: TestServer,
  visitor: Visitor,
  name: string,
  startMs: number,
  random: Random,
): MixedSender {
  const key = seriesKey(name, {});
  let number = 0;
  const drawPoints = (): Attempt => {
    const places = Array.from({ length: 1 + random(50) }, () => random(1000));
    const points = places.map((place): KnownPoint => [key, startMs + place, ++number]);
    const readings = points.map(([, atMs, value]) => ({ metric: name, time: new Date(atMs).toISOString(), value }));
    return { change: { kind: 'points', points }, send: () => sendMany(server, readings) };
  };
  const post = (kind: 'remove' | 'restore'): Attempt => ({
    change: { kind, key },
    send: () => visitor.post((kind === 'remove' ? routes.seriesRemoval : routes.seriesRestoration).href(), { key }),
  });
  return new MixedSender(name, (known: KnownPoints) => {
    if (random(3) > 0) return drawPoints();
    if (known.canRestore(key)) return post('restore');
    return known.visible.has(key) ? post('remove') : drawPoints();
  });
}

/** Readings that are kept for half a second more, so that sweeps find something. */
async function sendExpired(server: TestServer): Promise<void> {
  for (let n = 0; ; n++) {
    const atMs = Date.now() - 24 * HOUR_MS + 500;
    const lines = Array.from({ length: 50 }, (_, s) => `expired,s=${s} value=${n} ${atMs}`);
    const response = await write(server, lines.join('\n')).catch(() => undefined);
    if (!response) return;
    await response.text().catch(() => '');
  }
}

/** Pages and numbers of ranges of some series or another. */
async function askWithoutEnd(visitor: Visitor, senders: readonly MixedSender[], random: Random): Promise<void> {
  for (;;) {
    const keys = senders.flatMap(({ known }) => [...known.visible.keys()]);
    const key = keys[random(keys.length)] ?? '';
    const paths = [routes.home.href(), routes.explore.href({}, { q: 'body' }), routes.series.href({}, { key })];
    const response = await visitor.get(paths[random(paths.length)]!).catch(() => undefined);
    if (!response) return;
    const text = await response.text().catch(() => '');
    // A series may have been removed meanwhile.
    assert.ok([200, 404, 503].includes(response.status), `${response.status} ${text}`);
  }
}

function write(server: TestServer, body: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${server.writeToken}` };
  return fetch(server.url + routes.influxWrite.href({}, { precision: 'ms' }), { method: 'POST', headers, body });
}
