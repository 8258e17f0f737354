import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import { createFakeHistory } from './fake-history.ts';
import { follow, passed, range, see, seeAll, seeMany, soon, stillWaits } from './probe.ts';

/** More rows than anybody may read without giving others a turn. */
const MANY = 50_000;

/** One sequence over ring and history. */
export const resumeRows: readonly TckRow[] = [
  {
    rule: 'D3',
    claim: 'resuming after any event gives exactly the following ones, while publishing goes on',
    check: resumesAnywhere,
  },
  { rule: 'D3', claim: 'who falls out of the ring goes on from history without a gap', check: fallsIntoHistory },
  { rule: 'D4', claim: 'after a restart resuming works on, and ids continue', check: survivesRestart },
  { rule: 'D5', claim: 'an id that is not of this stream leads to one gap, then live', check: foreignId },
  {
    rule: 'D5',
    claim: 'an id whose followers are gone tells how many, then goes on with the oldest left',
    check: expiredId,
  },
  { rule: 'D5', claim: 'an id whose followers are all gone tells the loss at once, then goes on live', check: allGone },
  {
    rule: 'D12',
    claim: 'a row is not shown before it is emitted, though history has it already',
    check: rowBeforeEmit,
  },
  { rule: 'D12', claim: 'nor where everything below it is gone', check: rowAboveGap },
  {
    rule: 'history',
    claim: 'that throws or gives rows out of order ends its reader and no other',
    check: faultyHistory,
  },
  { rule: 'history', claim: 'a long way through it lets timers run, filtered or not', check: letsTimersRun },
  { rule: 'numbers', claim: 'from outside begin anywhere', check: beginAnywhere },
  { rule: 'numbers', claim: 'that were skipped are read from history, else counted in a gap', check: skipped },
  { rule: 'numbers', claim: 'a skip wider than the ring loses what it passed, and counts it', check: wideSkip },
  { rule: 'numbers', claim: 'that do not rise are refused and change nothing', check: refusesFalling },
];

/** A stream over an outbox: `commit` writes the row, then emits its number. */
function createOutboxStream(create: StreamFactory, history = createFakeHistory<number>()) {
  const stream = create<number>({ capacity: 16, epoch: 'file', history });
  const commit = () => {
    const seq = stream.head + 1;
    history.rows.push([seq, seq]);
    stream.emit(seq, { seq });
  };
  const commitMany = (count: number) => range(1, count).forEach(commit);
  const resume = (seq: number) => stream.subscribe({ from: { afterId: `file-${seq}` } });
  return { stream, history, commit, commitMany, resume };
}

async function resumesAnywhere(create: StreamFactory) {
  const { stream, commit, commitMany, resume } = createOutboxStream(create);
  commitMany(100);
  const readings: Promise<unknown>[] = [];
  for (const k of range(0, 100)) {
    readings.push(follow(resume(k)));
    commit();
    if (k % 3 === 0) await passed();
  }
  stream.close();
  for (const [k, reading] of readings.entries()) assert.deepEqual(await reading, range(k + 1, 201), `after ${k}`);
  assert.equal(stream.stats().gaps, 0);
}

async function fallsIntoHistory(create: StreamFactory) {
  const { stream, commitMany } = createOutboxStream(create);
  const subscription = stream.subscribe();
  commitMany(10);
  assert.deepEqual(await seeMany(subscription, 5), range(1, 5));
  commitMany(490);
  assert.deepEqual(await seeMany(subscription, 200), range(6, 205));
  commitMany(500);
  stream.close();
  assert.deepEqual(await seeAll(subscription), range(206, 1_000));
  assert.equal(stream.stats().gaps, 0);
}

async function survivesRestart(create: StreamFactory) {
  const before = createOutboxStream(create);
  before.commitMany(100);
  const items = await soon(before.stream.subscribe({ from: 'oldest' }).nextBatch(40));
  const last = items.at(-1);
  assert.ok(last?.kind === 'event');

  const { stream, commitMany } = createOutboxStream(create, before.history);
  assert.equal(stream.head, 100);
  const resumed = stream.subscribe({ from: { afterId: last.id } });
  commitMany(50);
  stream.close();
  assert.deepEqual(await seeAll(resumed), range(41, 150));
  assert.deepEqual(await seeAll(stream.subscribe({ from: 'replay' })), range(135, 150));
}

async function foreignId(create: StreamFactory) {
  for (const afterId of ['', 'nonsense', 'file-', 'file-11', 'file-x', 'other-5', `file-${'9'.repeat(400)}`]) {
    const { stream, commit, commitMany } = createOutboxStream(create);
    commitMany(10);
    const subscription = stream.subscribe({ from: { afterId } });
    assert.equal(await see(subscription), 'epoch 0', afterId);
    const live = see(subscription);
    await stillWaits(live);
    commit();
    assert.equal(await live, 11);
  }
}

async function expiredId(create: StreamFactory) {
  const { stream, history, commitMany, resume } = createOutboxStream(create);
  commitMany(100);
  history.rows.splice(0, 60);
  stream.close();
  assert.deepEqual(await seeAll(resume(20)), ['expired 40', ...range(61, 100)]);
  assert.deepEqual(await seeAll(resume(60)), range(61, 100));
  assert.deepEqual(await seeAll(stream.subscribe({ from: 'oldest' })), range(61, 100));
}

async function allGone(create: StreamFactory) {
  const stream = create<number>({ capacity: 4, replay: 0, epoch: 'file', firstSeq: 1000 });
  const subscription = stream.subscribe({ from: { afterId: 'file-990' } });
  assert.equal(await see(subscription), 'expired 9');
  const live = see(subscription);
  await stillWaits(live);
  assert.equal(stream.emit(7), 1000);
  assert.equal(await live, 7);
}

async function rowBeforeEmit(create: StreamFactory) {
  const { stream, history, commitMany, resume } = createOutboxStream(create);
  commitMany(40);
  const subscription = resume(0);
  history.rows.push([41, 41]);
  assert.deepEqual(await seeMany(subscription, 40), range(1, 40));
  const next = see(subscription);
  await stillWaits(next);
  stream.emit(41, { seq: 41 });
  assert.equal(await next, 41);
}

async function rowAboveGap(create: StreamFactory) {
  const history = { head: 40, read: () => [[41, -41]] as const }; // Of a transaction that is open, and will be rolled back.
  const stream = create<number>({ capacity: 4, epoch: 'file', history });
  const filtered: number[] = [];
  const filter = (value: number) => filtered.push(value) > 0;
  const subscription = stream.subscribe({ from: { afterId: 'file-30' }, filter });
  assert.equal(await see(subscription), 'expired 10');
  const next = see(subscription);
  await stillWaits(next);
  assert.deepEqual(filtered, []);
  stream.emit(41, { seq: 41 });
  assert.equal(await next, 41);
}

async function faultyHistory(create: StreamFactory) {
  const faults: (() => [number, number][])[] = [
    () => { throw new Error('disk I/O'); }, // biome-ignore format: a table
    () => [[2, 2], [1, 1]], // biome-ignore format: a table
    () => [[3, 3], [3, 3]], // biome-ignore format: a table
  ];
  for (const read of faults) {
    const { stream, history, commitMany } = createOutboxStream(create);
    const [behind, live] = [stream.subscribe(), stream.subscribe()];
    commitMany(1);
    assert.deepEqual([await see(behind), await see(live)], [1, 1]);
    for (const _ of range(1, 40)) {
      commitMany(1);
      await see(live);
    }
    history.read = read;
    await assert.rejects(see(behind), Error);
    assert.equal(await see(behind), 'done');
    commitMany(1);
    assert.equal(await see(live), 42);
    assert.equal(stream.subscribers, 1);
  }
}

async function letsTimersRun(create: StreamFactory) {
  const read = (after: number, limit: number) =>
    range(after + 1, Math.min(after + limit, MANY)).map(seq => [seq, seq] as const);
  const stream = create<number>({ capacity: 4, history: { head: MANY, read } });
  const [all, last] = [
    stream.subscribe({ from: 'oldest' }),
    stream.subscribe({ from: 'oldest', filter: v => v === MANY }),
  ];
  stream.close();
  const isRung = AbortSignal.timeout(1);
  const countUntilRung = async (subscription: AsyncIterable<unknown>) => {
    let count = 0;
    for await (const _ of subscription) if (!isRung.aborted) count++;
    return count;
  };
  const [allSeen, lastSeen] = await Promise.all([countUntilRung(all), countUntilRung(last)]);
  assert.ok(isRung.aborted && allSeen < MANY && lastSeen === 0, `${allSeen} of ${MANY} came before the timer`);
}

async function beginAnywhere(create: StreamFactory) {
  const stream = create<string>({ capacity: 4, epoch: 'file', firstSeq: 8_000_000_001 });
  const subscription = stream.subscribe();
  stream.emit('a', { seq: 8_000_000_001 });
  assert.equal(stream.emit('b'), 8_000_000_002);
  const [first, second] = await soon(subscription.nextBatch());
  assert.ok(first?.kind === 'event' && second?.kind === 'event');
  assert.deepEqual([first.id, second.seq], ['file-8000000001', 8_000_000_002]);
}

async function skipped(create: StreamFactory) {
  const history = createFakeHistory<string>();
  for (const hasHistory of [true, false]) {
    const stream = create<string>({ capacity: 4, ...(hasHistory && { history }) });
    const [reader, late] = [stream.subscribe(), stream.subscribe()];
    stream.emit('one', { seq: 1 });
    assert.equal(await see(reader), 'one');
    history.rows = [[1, 'one'], [2, 'two'], [3, 'three'], [4, 'four']]; // biome-ignore format: a table
    stream.emit('four', { seq: 4 });
    const rest = hasHistory ? ['two', 'three', 'four'] : ['missed 2', 'four'];
    assert.deepEqual(await seeMany(reader, rest.length), rest);
    assert.deepEqual(await seeMany(late, rest.length + 1), ['one', ...rest]); // What stood in the ring stays there.
    history.rows = [];
  }
}

async function wideSkip(create: StreamFactory) {
  const stream = create<string>({ capacity: 4 });
  const subscription = stream.subscribe();
  stream.emit('a');
  stream.emit('b', { seq: 1_000_000_000 });
  stream.close();
  assert.deepEqual(await seeAll(subscription), ['missed 999999999', 'b']);
}

async function refusesFalling(create: StreamFactory) {
  const stream = create<string>({ capacity: 4, firstSeq: 10 });
  stream.emit('a', { seq: 10 });
  for (const seq of [10, 9, 10.5, Number.NaN, 2 ** 53]) assert.throws(() => stream.emit('b', { seq }), RangeError);
  assert.equal(stream.head, 10);
}
