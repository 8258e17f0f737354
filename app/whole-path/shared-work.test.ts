import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type GzipClient, openGzipClient } from '../http/testing/gzip-client.ts';
import type { SeenEvent } from '../http/testing/read-events.ts';
import { routes } from '../routes.ts';
import type { TestServer } from '../testing/real-server.ts';
import type { SseClient } from './testing/sse-client.ts';
import { type SteppedServer, startSteppedServer } from './testing/start-stepped-server.ts';
import { sendMany, signIn, type Visitor } from './testing/visitor.ts';
import { type WorkCounts, workBetween } from './testing/work-counts.ts';

const MANY = 500;
const UPDATES = 8;
const NUMBERS = ['humidity', 'power', 'queue', 'latency'];
const CHARTS = ['temperature', 'co2'];
const ROOMS = ['attic', 'cellar', 'kitchen'];
const QUERIES = ['sum(temperature)', 'avg by (room) (co2)', 'max_over_time(queue[1m])', 'power * 2'];
/** Between two drawings of a screen, at least. */
const PACE_MS = 250;
/** Between two evaluations of its queries. */
const TICK_MS = 1000;
const LIMITS = ['', '_PER_USER', '_PER_ADDRESS'].map(name => [`TELLTALE_MAX_STREAMS${name}`, '1000']);

interface Work {
  /** Of all viewers but the first, to whom something was told before. */
  readonly joining: WorkCounts;
  readonly following: WorkCounts;
}

test('500 viewers of a dashboard cost no statement, evaluation, drawing or compression more than one', async t => {
  const one = await follow(t, 1);
  const many = await follow(t, MANY);
  assert.deepEqual(many.following, one.following);
  for (const [what, count] of Object.entries(one.following)) assert.ok(count >= UPDATES, `${count} ${what}`);

  // Who comes is asked who it is, and nothing else is done for it: work for each of them would be seen.
  const { statements, ...others } = many.joining;
  assert.deepEqual(others, { evaluations: 0, renders: 0, compressions: 0 });
  const each = statements / (MANY - 1);
  assert.ok(each === 1 || each === 2, `${statements} statements`);
  t.diagnostic(`joining takes ${each} statements; ${UPDATES} updates ${JSON.stringify(one.following)}`);
});

/** The same life each time, but for how many watch it. */
async function follow(t: TestContext, viewers: number): Promise<Work> {
  const { server, step } = await startSteppedServer({ TELLTALE_HOST_METRICS: 'off', ...Object.fromEntries(LIMITS) });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  const path = await makeBoard(server, visitor);
  const { streamPath, html } = await visitor.visit(path);
  assert.equal(html.split('<article').length - 1, NUMBERS.length + CHARTS.length + QUERIES.length, 'panels');
  const crowd = await openCrowd(server, visitor, streamPath);
  t.after(() => crowd.leave());
  let n = 0;
  const update = async () => {
    await send(server, ++n);
    await untilShown(step, crowd.witness, PACE_MS, `power ${300 + n},`);
    return await untilShown(step, crowd.witness, TICK_MS - PACE_MS, `power * 2 ${2 * (300 + n)},`);
  };
  let newest = await update(); // until then threads start, and what was read is read for the first time

  const before = await step();
  await crowd.join(viewers - 1);
  await crowd.untilAllHave(newest);
  const joined = await step();
  for (let left = UPDATES; left > 0; left--) newest = await update();
  await crowd.untilAllHave(newest);
  return { joining: workBetween(before, joined), following: workBetween(joined, await step()) };
}

/** Through the Inbox and Explore, as people do. */
async function makeBoard(server: TestServer, visitor: Visitor): Promise<string> {
  await send(server, 0);
  const made = await visitor.post(routes.inboxDashboards.href());
  const path = made.headers.get('location')!;
  const dashboard = path.split('/').at(-1)!;
  for (const q of QUERIES) {
    const { status } = await visitor.post(routes.queryPanel.href(), { q, title: q, kind: 'stat', dashboard });
    assert.equal(status, 303);
  }
  return path;
}

/** Something new for every panel. */
async function send(server: TestServer, n: number): Promise<void> {
  const charted = CHARTS.flatMap(metric => ROOMS.map((room, at) => ({ metric, labels: { room }, value: 20 + n + at })));
  const answer = await sendMany(server, [...NUMBERS.map(metric => ({ metric, value: 300 + n })), ...charted]);
  assert.equal(answer.status, 200, await answer.text());
}

interface Crowd {
  /** Whose events are looked at. */
  readonly witness: GzipClient;
  /** So many more. Every second one takes gzip, as browsers do. */
  join(count: number): Promise<void>;
  untilAllHave(id: string): Promise<void>;
  leave(): void;
}

/** A crowd of one, which takes gzip. */
async function openCrowd({ url }: TestServer, visitor: Visitor, path: string): Promise<Crowd> {
  const zip = () => openGzipClient(url + path, { Cookie: visitor.cookie });
  const zipped = [await zip()];
  const plain: SseClient[] = [];
  return {
    witness: zipped[0]!,
    async join(count) {
      for (let at = 0; at < count; at++) {
        if (at % 2 === 0) plain.push(visitor.stream(path));
        else zipped.push(await zip());
      }
    },
    async untilAllHave(id) {
      await Promise.all([
        ...plain.map(client => client.until(() => client.lastId === id)),
        ...zipped.map(client => client.events(events => events.at(-1)?.id === id)),
      ]);
    },
    leave() {
      for (const client of [...plain, ...zipped]) client[Symbol.dispose]();
    },
  };
}

/** Lets so much time pass, and then what is due be done, until the viewer has been told. Gives the id of what it was told last. */
async function untilShown(step: SteppedServer['step'], viewer: GzipClient, ms: number, text: string): Promise<string> {
  let told: readonly SeenEvent[] | undefined;
  const telling = viewer
    .events(events => events.some(({ data }) => data.includes(text)))
    .then(events => {
      told = events;
    });
  await step(ms);
  while (!told) await step();
  await telling;
  return told.at(-1)!.id;
}
