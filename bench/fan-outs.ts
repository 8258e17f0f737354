import { EventEmitter, on } from 'node:events';
import { Effect, PubSub, Scope } from 'effect';
import { concatMap, ReplaySubject, Subject, take } from 'rxjs';
import { createReactiveStream, type ReactiveStream, type Subscription } from '../app/stream/reactive.ts';
import { createQueuePerSubscriber } from './naive/reactive.ts';

export interface Message {
  readonly atMs: number;
  readonly text: string;
}

/** One publisher, many readers; each library read in its quickest way. */
export interface FanOut {
  publish(message: Message): void;
  /** A reader that takes what there is, as it comes, and is told the last message of each batch. */
  follow(onMessage: (message: Message) => void): void;
  /** A reader that takes one message whenever the function is called; never: it is stalled. */
  takeSlowly(): () => void;
  close(): void;
}

/** Messages that whoever has a bound keeps for readers. */
export const CAPACITY = 256;

export const OURS = 'one ring (ours)';

/** In the order of the table; the naive one is what the others are compared with. */
export const fanOuts: Readonly<Record<string, () => FanOut>> = {
  'queue per subscriber': () => ofStream(createQueuePerSubscriber({ capacity: CAPACITY })),
  'node events.on': ofEmitter,
  'RxJS ReplaySubject': ofSubject,
  'Effect PubSub.sliding': ofPubSub,
  [OURS]: () => ofStream(createReactiveStream({ capacity: CAPACITY })),
};

function ofStream(stream: ReactiveStream<Message>): FanOut {
  return {
    publish: message => void stream.emit(message),
    follow: onMessage => void followBatches(stream.subscribe(), onMessage),
    takeSlowly: () => {
      const subscription = stream.subscribe();
      return () => void subscription.next();
    },
    close: () => stream.close(),
  };
}

async function followBatches(subscription: Subscription<Message>, onMessage: (message: Message) => void) {
  for (let batch = await subscription.nextBatch(); batch.length > 0; batch = await subscription.nextBatch()) {
    const last = batch.at(-1);
    if (last?.kind === 'event') onMessage(last.value);
  }
}

function ofEmitter(): FanOut {
  const emitter = new EventEmitter<{ message: [Message]; close: [] }>().setMaxListeners(0);
  const iterate = () => on(emitter, 'message', { close: ['close'] }) as NodeJS.AsyncIterator<[Message]>;
  return {
    publish: message => void emitter.emit('message', message),
    follow: onMessage => {
      const messages = iterate();
      void (async () => {
        for await (const [message] of messages) onMessage(message);
      })();
    },
    takeSlowly: () => {
      const messages = iterate();
      return () => void messages.next();
    },
    close: () => emitter.emit('close'),
  };
}

/** A subscriber of RxJS is a callback and cannot be slow; one whose work takes time is a `concatMap`. */
function ofSubject(): FanOut {
  const subject = new ReplaySubject<Message>(CAPACITY);
  return {
    publish: message => subject.next(message),
    follow: onMessage => subject.subscribe(onMessage),
    takeSlowly: () => {
      const turns = new Subject<void>();
      subject.pipe(concatMap(() => turns.pipe(take(1)))).subscribe();
      return () => turns.next();
    },
    close: () => subject.complete(),
  };
}

function ofPubSub(): FanOut {
  const pubsub = Effect.runSync(PubSub.sliding<Message>(CAPACITY));
  const scope = Scope.makeUnsafe();
  const subscribe = () => Effect.runSync(Scope.provide(PubSub.subscribe(pubsub), scope));
  return {
    publish: message => void Effect.runSync(PubSub.publish(pubsub, message)),
    follow: onMessage => {
      const take = Effect.map(PubSub.takeAll(subscribe()), batch => onMessage(batch.at(-1)!));
      Effect.runFork(Effect.forever(take));
    },
    takeSlowly: () => {
      const subscription = subscribe();
      return () => void Effect.runFork(PubSub.take(subscription));
    },
    close: () => void Effect.runFork(PubSub.shutdown(pubsub)),
  };
}
