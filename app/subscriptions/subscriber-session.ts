import type { WebSocket } from 'ws';
import { Offers } from './offers.ts';
import { readRequest, type SubscriptionRequest } from './read-request.ts';
import { subscriptionLimits } from './subscription-limits.ts';
import type { TopicSources } from './topic.ts';
import { TopicProblem } from './topic-problem.ts';
import { topics } from './topics.ts';

export interface SubscriberSessionOptions {
  readonly sources: TopicSources;
  /** Called for what is nobody's fault but ours. */
  readonly onError: (error: unknown) => void;
}

/** One client that follows some topics over a web socket: what it asks for, and what it is told. */
export class SubscriberSession {
  readonly #socket: WebSocket;
  readonly #options: SubscriberSessionOptions;
  readonly #offers = new Offers();
  readonly #open = new Map<string, AbortController>();
  #answering: Promise<void> = Promise.resolve();
  #waitingMessages = 0;

  constructor(socket: WebSocket, options: SubscriberSessionOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** All that the client is told, until the signal aborts. */
  async *frames(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const onMessage = (data: Buffer, isBinary: boolean) => this.#take(readRequest(data, isBinary), signal);
    this.#socket.on('message', onMessage);
    try {
      yield* this.#offers.frames(signal);
    } finally {
      this.#socket.off('message', onMessage);
      this.#socket.resume(); // or its goodbye is not heard
      for (const subscription of this.#open.values()) subscription.abort();
    }
  }

  /** One after the other; the socket is not read while an answer waits to be taken. */
  #take(request: ReturnType<typeof readRequest>, signal: AbortSignal): void {
    if (++this.#waitingMessages > subscriptionLimits.waitingMessages) {
      this.#socket.close(1008, 'Too many messages at once; read the answers before you send more.');
      return;
    }
    this.#socket.pause();
    this.#answering = this.#answering.then(async () => {
      const answer = 'problem' in request ? toError(request.problem, request.id) : this.#do(request, signal);
      if (answer) await this.#offers.offer(answer, signal);
      if (--this.#waitingMessages === 0) this.#socket.resume();
    });
  }

  /** Gives what is to be said at once, if anything is. */
  #do(request: SubscriptionRequest, signal: AbortSignal): object | undefined {
    const { id } = request;
    const open = this.#open.get(id);
    if (request.type === 'unsubscribe') {
      if (!open) return toError('There is no subscription of this id.', id);
      this.#open.delete(id);
      open.abort();
      return { type: 'unsubscribed', id };
    }
    if (open) return toError('A subscription of this id is open; end it first, or take another id.', id);
    const { subscriptions } = subscriptionLimits;
    if (this.#open.size >= subscriptions)
      return toError(
        `One connection has at most ${subscriptions} subscriptions; end one of them, or open another one.`,
        id,
      );
    const controller = new AbortController();
    this.#open.set(id, controller);
    void this.#follow(request, controller, AbortSignal.any([signal, controller.signal]));
    return undefined;
  }

  async #follow(
    { id, topic, wanted }: Extract<SubscriptionRequest, { type: 'subscribe' }>,
    controller: AbortController,
    signal: AbortSignal,
  ): Promise<void> {
    let seq = 0;
    const say = (told: object) => this.#offers.offer({ id, seq: ++seq, ...told }, signal);
    try {
      // What is wanted was read by the schema of the topic itself.
      for await (const told of topics[topic]!.follow(wanted, this.#options.sources, signal)) {
        await say(told);
        if (signal.aborted) return;
      }
      if (!signal.aborted) await say({ type: 'end', reason: 'There will be no more of this; subscribe again.' });
    } catch (error) {
      if (signal.aborted) return;
      await say({ type: 'error', reason: this.#sentenceOf(error) });
    } finally {
      if (this.#open.get(id) === controller) this.#open.delete(id);
    }
  }

  #sentenceOf(error: unknown): string {
    const isTold = error instanceof TopicProblem || (error instanceof Error && TOLD.has(error.name));
    if (isTold) return error.message;
    this.#options.onError(error);
    return 'Something went wrong here; the log says what. Subscribe again.';
  }
}

/** Errors whose words are for who asks; some come from another thread, and are known by their names. */
const TOLD: ReadonlySet<string> = new Set(['PromqlError', 'LabelPatternError', 'KeeperBusyError']);

function toError(reason: string, id: string | undefined): object {
  return { type: 'error', ...(id !== undefined && { id }), reason };
}
