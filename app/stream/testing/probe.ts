import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Item, Subscription } from '../reactive.ts';

/** Turns of the event loop that an answer may take in a test before it counts as "never". */
export const PATIENCE_TURNS = 50;
const NEVER = Symbol('never');

/** What a reader saw, short enough for a table: the value, `missed 2`, `expired 2`, `epoch 0`, `{a:1} to 9`, `done`. */
export type Seen<T> = T | string;

/** The next item, as seen. Rejects with what the subscription throws, and when no answer comes. */
export async function see<T>(subscription: Subscription<T>): Promise<Seen<T>> {
  const result = await soon(subscription.next());
  return result.done ? 'done' : show(result.value);
}

/** The next `count` items, as seen. */
export async function seeMany<T>(subscription: Subscription<T>, count: number): Promise<Seen<T>[]> {
  const seen: Seen<T>[] = [];
  while (seen.length < count) seen.push(await see(subscription));
  return seen;
}

/** Everything up to and without `done`. */
export async function seeAll<T>(subscription: Subscription<T>): Promise<Seen<T>[]> {
  const seen: Seen<T>[] = [];
  for (let one = await see(subscription); one !== 'done'; one = await see(subscription)) seen.push(one);
  return seen;
}

/** Reads in the background to the end, however long that takes. */
export async function follow<T>(subscription: Subscription<T>): Promise<Seen<T>[]> {
  const seen: Seen<T>[] = [];
  for await (const item of subscription) seen.push(show(item));
  return seen;
}

/** The promise's outcome; rejects if it does not settle within some turns of the event loop. */
export async function soon<R>(promise: Promise<R>, turns = PATIENCE_TURNS): Promise<R> {
  const outcome = await Promise.race([promise, passed(turns)]);
  if (outcome === NEVER) assert.fail(`did not settle within ${turns} turns of the event loop`);
  return outcome;
}

/** Fails if the promise settles within some turns of the event loop. */
export async function stillWaits(promise: Promise<unknown>, turns = 3): Promise<void> {
  const outcome = await Promise.race([promise, passed(turns)]);
  assert.equal(outcome, NEVER, 'settled too early');
}

/** Lets everything that is ready run. */
export async function passed(turns = 1): Promise<typeof NEVER> {
  for (let i = 0; i < turns; i++) await turn();
  return NEVER;
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

export function show<T>(item: Item<T>): Seen<T> {
  if (item.kind === 'event') return item.value;
  if (item.kind === 'gap') return `${item.reason === 'overrun' ? 'missed' : item.reason} ${item.missed}`;
  return `{${Array.from(item.values, ([key, value]) => `${key}:${value}`).join(' ')}} to ${item.upTo}`;
}
