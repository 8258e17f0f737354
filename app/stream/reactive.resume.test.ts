import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatEventId } from './event-id.ts';
import { createReactiveStream } from './reactive.ts';
import { createFakeHistory } from './testing/fake-history.ts';
import { follow, passed, range, see, seeAll, seeMany, stillWaits } from './testing/probe.ts';

/** A stream over an outbox: `commit` writes the row, then emits its number. */
function createOutboxStream(history = createFakeHistory<number>()) {
  const stream = createReactiveStream<number>({ capacity: 16, epoch: 'file', history });
  const commit = () => {
    const seq = stream.head + 1;
    history.rows.push([seq, seq]);
    stream.emit(seq, { seq });
  };
  const commitMany = (count: number) => range(1, count).forEach(commit);
  const resume = (seq: number) => stream.subscribe({ from: { afterId: formatEventId('file', seq) } });
  return { stream, history, commit, commitMany, resume };
}

test('D3: resuming after any event gives exactly the following ones, across ring and history, while publishing goes on', async () => {
  const { stream, commit, commitMany, resume } = createOutboxStream();
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
});

test('D4: after a restart resuming works on, and ids continue', async () => {
  const before = createOutboxStream();
  before.commitMany(100);
  const seen = before.stream.subscribe({ from: 'oldest' });
  const items = await seen.nextBatch(40);
  const last = items.at(-1);
  assert.ok(last?.kind === 'event');

  const { stream, commitMany } = createOutboxStream(before.history);
  assert.equal(stream.head, 100);
  const resumed = stream.subscribe({ from: { afterId: last.id } });
  commitMany(50);
  stream.close();
  assert.deepEqual(await seeAll(resumed), range(41, 150));
  assert.deepEqual(await seeAll(stream.subscribe({ from: 'replay' })), range(135, 150));
});

test('D5: an id that is not of this stream leads to one gap, then live', async () => {
  for (const afterId of ['', 'nonsense', 'file-', 'file-11', 'file-x', 'other-5', `file-${'9'.repeat(400)}`]) {
    const { stream, commit, commitMany } = createOutboxStream();
    commitMany(10);
    const subscription = stream.subscribe({ from: { afterId } });
    assert.equal(await see(subscription), 'epoch 0', afterId);
    const live = see(subscription);
    await stillWaits(live);
    commit();
    assert.equal(await live, 11);
  }
});

test('D5: an id whose followers are gone tells how many, then goes on with the oldest left', async () => {
  const { stream, history, commitMany, resume } = createOutboxStream();
  commitMany(100);
  history.rows.splice(0, 60);
  stream.close();
  assert.deepEqual(await seeAll(resume(20)), ['expired 40', ...range(61, 100)]);
  assert.deepEqual(await seeAll(resume(60)), range(61, 100));
  assert.deepEqual(await seeAll(stream.subscribe({ from: 'oldest' })), range(61, 100));
});

test('an id whose followers are all gone tells the loss at once, then goes on live', async () => {
  const stream = createReactiveStream<number>({ capacity: 4, replay: 0, epoch: 'file', firstSeq: 1000 });
  const subscription = stream.subscribe({ from: { afterId: 'file-990' } });
  assert.equal(await see(subscription), 'expired 9');
  const live = see(subscription);
  await stillWaits(live);
  assert.equal(stream.emit(7), 1000);
  assert.equal(await live, 7);
});

test('D12: a row is not shown before it is emitted, though history has it already', async () => {
  const { stream, history, commitMany, resume } = createOutboxStream();
  commitMany(40);
  const subscription = resume(0);
  history.rows.push([41, 41]);
  assert.deepEqual(await seeMany(subscription, 40), range(1, 40));
  const next = see(subscription);
  await stillWaits(next);
  stream.emit(41, { seq: 41 });
  assert.equal(await next, 41);
});

test('D12: a row above the head is not shown even where everything below it is gone', async () => {
  const history = { head: 40, read: () => [[41, 41]] as const };
  const stream = createReactiveStream<number>({ capacity: 4, epoch: 'file', history });
  const subscription = stream.subscribe({ from: { afterId: 'file-30' } });
  assert.equal(await see(subscription), 'expired 10');
  await stillWaits(subscription.next());
});

test('reads history by the page and not at all where the ring suffices', async () => {
  const { stream, history, commitMany, resume } = createOutboxStream();
  commitMany(1_000);
  const reads = history.reads;
  await seeMany(resume(990), 10);
  assert.equal(history.reads, reads);
  stream.close();
  assert.equal((await seeAll(resume(0))).length, 1_000);
  assert.ok(history.reads - reads < 20, `${history.reads - reads} reads for 984 rows`);
});

test('a reader that falls out of the ring continues from history without a gap', async () => {
  const { stream, commitMany } = createOutboxStream();
  const subscription = stream.subscribe();
  commitMany(10);
  assert.deepEqual(await seeMany(subscription, 5), range(1, 5));
  commitMany(490);
  assert.deepEqual(await seeMany(subscription, 200), range(6, 205));
  commitMany(500);
  stream.close();
  assert.deepEqual(await seeAll(subscription), range(206, 1_000));
});

test('numbers from outside begin anywhere', async () => {
  const stream = createReactiveStream<string>({ capacity: 4, epoch: 'file', firstSeq: 8_000_000_001 });
  const subscription = stream.subscribe();
  stream.emit('a', { seq: 8_000_000_001 });
  assert.equal(stream.emit('b'), 8_000_000_002);
  const [first, second] = await subscription.nextBatch();
  assert.ok(first?.kind === 'event' && second?.kind === 'event');
  assert.deepEqual([first.id, second.seq], ['file-8000000001', 8_000_000_002]);
});

test('a skipped number is read from history, else counted in a gap', async () => {
  const history = createFakeHistory<string>();
  for (const hasHistory of [true, false]) {
    const stream = createReactiveStream<string>({ capacity: 4, ...(hasHistory && { history }) });
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
});

test('a skip wider than the ring loses what it passed, and counts it', async () => {
  const stream = createReactiveStream<string>({ capacity: 4 });
  const subscription = stream.subscribe();
  stream.emit('a');
  stream.emit('b', { seq: 1_000_000_000 });
  stream.close();
  assert.deepEqual(await seeAll(subscription), ['missed 999999999', 'b']);
});

test('a number that does not rise is refused and changes nothing', async () => {
  const stream = createReactiveStream<string>({ capacity: 4, firstSeq: 10 });
  stream.emit('a', { seq: 10 });
  for (const seq of [10, 9, 10.5, Number.NaN, 2 ** 53])
    assert.throws(() => stream.emit('b', { seq }), /in the order of the commits/);
  assert.equal(stream.head, 10);
});

test('a history that throws, or gives rows out of order, ends its reader and no other', async () => {
  const faults: [RegExp, () => [number, number][]][] = [
    [/disk I\/O/, () => { throw new Error('disk I/O'); }], // biome-ignore format: a table
    [/select rows with seq > after/, () => [[2, 2], [1, 1]]], // biome-ignore format: a table
    [/select rows with seq > after/, () => [[3, 3], [3, 3]]], // biome-ignore format: a table
  ];
  for (const [error, read] of faults) {
    const { stream, history, commitMany } = createOutboxStream();
    const [behind, live] = [stream.subscribe(), stream.subscribe()];
    commitMany(1);
    assert.deepEqual([await see(behind), await see(live)], [1, 1]);
    for (const _ of range(1, 40)) {
      commitMany(1);
      await see(live);
    }
    history.read = read;
    await assert.rejects(see(behind), error);
    assert.equal(await see(behind), 'done');
    commitMany(1);
    assert.equal(await see(live), 42);
    assert.equal(stream.subscribers, 1);
  }
});
