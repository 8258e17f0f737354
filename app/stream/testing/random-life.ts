import assert from 'node:assert/strict';
import { createRandom, type Random } from '../../testing/random.ts';
import {
  createReactiveStream,
  type LagPolicy,
  type ReactiveStream,
  type StartAt,
  type Subscription,
} from '../reactive.ts';
import { MemberModel } from './member-model.ts';
import { passed, range } from './probe.ts';
import { showItem } from './show-item.ts';
import { type Sending, StreamModel, type Value } from './stream-model.ts';

const MAX_MEMBERS = 12;
/** Turns that readers may take to get through history before all of them must have answered. */
const SETTLE_TURNS = 6;
const EPOCH = 'model';
const POLICIES: readonly LagPolicy[] = ['gap', 'conflate', 'close', 'block'];

/**
 * One random life of a stream beside its model: publishers that emit, try, send, give up, skip numbers and write rows ahead; up to a
 * dozen subscribers with all policies, starts and filters that read one by one, ahead, or in batches, leave and are aborted; rows that
 * are trimmed. After every step all answers, lags and counts are the same.
 */
export class RandomLife {
  readonly #random: Random;
  /** Without history nothing takes turns, so that batches and senders can be foretold. */
  readonly #rows: Map<number, Value> | undefined;
  readonly #model: StreamModel;
  readonly #stream: ReactiveStream<Value>;
  #members: Member[] = [];
  readonly #sends: Send[] = [];
  #made = 0;
  #joined = 0;
  /** Answers that were compared, by their kind. */
  readonly seen = new Map<string, number>();

  constructor(seed: number) {
    this.#random = createRandom(seed);
    const capacity = this.#upTo(6) + 1;
    const replay = this.#upTo(capacity);
    const head = this.#upTo(30);
    this.#rows = this.#chance(0.5) ? new Map() : undefined;
    for (const seq of range(1, head)) if (this.#chance(0.8)) this.#rows?.set(seq, this.#make());
    this.#model = new StreamModel({ capacity, replay, epoch: EPOCH, head, rows: this.#rows });
    this.#stream = createReactiveStream<Value>({
      capacity,
      replay,
      epoch: EPOCH,
      firstSeq: head + 1,
      key: value => value.key,
      maxBlockMs: 600_000,
      ...(this.#rows && { history: toHistory(this.#rows, head) }),
    });
  }

  async step(): Promise<void> {
    for (const _ of range(0, this.#upTo(5))) this.#change();
    await this.#compare();
    for (const member of this.#members) if (this.#chance(0.4)) this.#read(member);
    await this.#compare();
  }

  async end(): Promise<void> {
    const how = this.#chance(0.5) ? 'closed' : 'failed';
    if (how === 'closed') this.#stream.close();
    else this.#stream.fail(new Error('failed'));
    this.#model.end(how);
    await this.#compare();
    for (const member of this.#members) {
      while (!member.model.isClosed) {
        this.#ask(member, 1);
        await this.#compare();
      }
      this.#ask(member, 1);
    }
    while (this.#members.length > 0) await this.#compare();
    assert.equal(this.#stream.subscribers, 0);
  }

  #change(): void {
    const dice = this.#random();
    if (dice < 0.45) this.#emit();
    else if (dice < 0.6) this.#rows ? this.#trim(this.#rows) : this.#offer();
    else if (dice < 0.85) this.#subscribe();
    else if (this.#members.length > 0) this.#leave(this.#pick(this.#members));
  }

  /** With the number of a commit, perhaps after others that were left out, and perhaps with the row of the next one there. */
  #emit(): void {
    const skip = this.#chance(0.1) ? this.#upTo(2 * this.#model.options.capacity) : 0;
    const seq = this.#model.head + 1 + skip;
    for (const row of range(seq - skip, seq)) if (this.#chance(0.9)) this.#write(row);
    const value = this.#rows?.get(seq) ?? this.#make();
    if (this.#chance(0.1)) this.#write(seq + 1);
    assert.equal(this.#stream.emit(value, { seq }), this.#model.emit(value, seq));
  }

  #write(seq: number): void {
    if (this.#rows && !this.#rows.has(seq)) this.#rows.set(seq, this.#make());
  }

  /** Not those that a reader may have in its page. */
  #trim(rows: Map<number, Value>): void {
    const positions = Array.from(this.#members, ({ model }) =>
      model.isInHistory ? model.position : Number.POSITIVE_INFINITY,
    );
    const upTo = Math.min(this.#upTo(this.#model.head), ...positions);
    for (const seq of rows.keys()) if (seq <= upTo) rows.delete(seq);
  }

  #offer(): void {
    const value = this.#make();
    const waiting = this.#sends.filter(({ model }) => model.outcome === undefined);
    if (waiting.length > 0 && this.#chance(0.3)) this.#giveUp(this.#pick(waiting));
    else if (this.#chance(0.5)) assert.equal(this.#stream.tryEmit(value), this.#model.tryEmit(value));
    else this.#send(value);
  }

  #send(value: Value): void {
    const send: Send = { abort: new AbortController(), outcome: undefined, model: this.#model.send(value) };
    this.#sends.push(send);
    this.#stream.send(value, { signal: send.abort.signal }).then(
      seq => { send.outcome = seq; }, // biome-ignore format: a table
      () => { send.outcome = 'refused'; }, // biome-ignore format: a table
    );
  }

  #giveUp({ abort, model }: Send): void {
    abort.abort();
    this.#model.giveUp(model);
  }

  #subscribe(): void {
    if (this.#members.length >= MAX_MEMBERS) return;
    const [from, onLag, abort] = [this.#startAt(), this.#pick(POLICIES), new AbortController()];
    const divisor = this.#upTo(3) + 1;
    const passes = (value: Value) => divisor === 1 || value.made % divisor === 0;
    const subscription = this.#stream.subscribe({
      from,
      onLag,
      signal: abort.signal,
      ...(divisor > 1 && { filter: passes }),
    });
    const model = new MemberModel(this.#model, { from, onLag, passes });
    const name = `member ${++this.#joined} (${JSON.stringify(from)}, ${onLag}, every ${divisor}.)`;
    this.#members.push({ name, model, subscription, abort, answers: [] });
  }

  #startAt(): StartAt {
    const dice = this.#random();
    if (dice < 0.25) return 'live';
    if (dice < 0.4) return 'replay';
    if (dice < 0.55) return 'oldest';
    return { afterId: this.#chance(0.1) ? 'other-1' : `${EPOCH}-${this.#upTo(this.#model.head + 1)}` };
  }

  #leave({ model, subscription, abort }: Member): void {
    if (this.#chance(0.5)) abort.abort();
    else void subscription.return();
    model.leave();
  }

  #read(member: Member): void {
    if (member.answers.length < member.model.answers.length) assert.fail('answers are compared before more is asked');
    for (const _ of range(0, this.#upTo(2))) this.#ask(member, this.#rows || this.#chance(0.7) ? 1 : this.#upTo(8) + 2);
  }

  #ask({ model, subscription, answers }: Member, maxItems: number): void {
    const asked = maxItems === 1 ? subscription.next().then(toItems) : subscription.nextBatch(maxItems);
    asked.then(
      items => answers.push(items.map(showItem)),
      error => answers.push([error.message]),
    );
    model.call(maxItems);
  }

  async #compare(): Promise<void> {
    this.#model.settle();
    await passed(SETTLE_TURNS);
    for (const { name, model, subscription, answers } of this.#members) {
      // `nextBatch` takes a microtask or two more than `next`, so answers of both may come in another order than the calls.
      assert.deepEqual(answers.flat().sort(), model.answers.flat().sort(), name);
      assert.deepEqual(
        [answers.length, subscription.lag, subscription.closed],
        [model.answers.length, model.lag, model.isClosed],
        name,
      );
    }
    for (const { model, outcome } of this.#sends) assert.equal(outcome, model.outcome);
    const { gaps, parked } = this.#stream.stats();
    assert.deepEqual([this.#stream.head, gaps], [this.#model.head, this.#model.gaps]);
    const waiting = [...this.#model.members].filter(({ isWaiting }) => isWaiting);
    assert.deepEqual([this.#stream.subscribers, parked], [this.#model.members.size, waiting.length]);
    const gone = this.#members.filter(({ model }) => model.isClosed && this.#chance(0.5));
    for (const { answers } of gone) this.#count(answers);
    this.#members = this.#members.filter(member => !gone.includes(member));
  }

  #count(answers: readonly (readonly string[])[]): void {
    for (const item of answers.flatMap(answer => (answer.length > 0 ? answer : ['end']))) {
      const kind = item.startsWith('#') ? 'event' : item.startsWith('{') ? 'snapshot' : item.split(' ')[0]!;
      this.seen.set(kind, (this.seen.get(kind) ?? 0) + 1);
    }
  }

  #make(): Value {
    return { key: `key${this.#upTo(3)}`, made: ++this.#made };
  }

  #pick<A>(list: readonly A[]): A {
    return list[this.#random(list.length)]!;
  }

  #upTo(max: number): number {
    return this.#random(max + 1);
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }
}

interface Member {
  readonly name: string;
  readonly model: MemberModel;
  readonly subscription: Subscription<Value>;
  readonly abort: AbortController;
  readonly answers: string[][];
}

/** Calls of `send`, in the stream and in the model. */
interface Send {
  readonly model: Sending;
  readonly abort: AbortController;
  outcome: Sending['outcome'];
}

function toItems<T>(result: IteratorResult<T>): readonly T[] {
  return result.done ? [] : [result.value];
}

function toHistory(rows: ReadonlyMap<number, Value>, head: number) {
  const read = (after: number, limit: number) => {
    const later = [...rows].filter(([seq]) => seq > after);
    return later.sort(([a], [b]) => a - b).slice(0, limit);
  };
  return { head, read };
}
