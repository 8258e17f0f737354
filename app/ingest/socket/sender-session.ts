import type { WebSocket } from 'ws';
import { asUnwritable } from '../../../db/keeper/as-unwritable.ts';
import { KeeperBusyError, UnwritableError } from '../../../db/keeper/keeper-errors.ts';
import type { Sender } from '../../history/sender.ts';
import { type CloseWords, farewellCode } from '../../http/farewell-code.ts';
import type { Intake } from '../intake.ts';
import { Group } from './group.ts';
import { type Ack, keepGroup } from './keep-group.ts';
import { socketLimits } from './socket-limits.ts';
import { SocketNames } from './socket-names.ts';

export interface SenderSessionOptions {
  readonly intake: Pick<Intake, 'take' | 'memory'>;
  readonly sender: Sender;
  readonly now: () => number;
  /** Called with each acknowledgement, and with why there is none. */
  readonly onKept: (ack: Ack) => void;
  readonly onRefused: (sentence: string) => void;
  /** Called for what is nobody's fault but ours. */
  readonly onError: (error: unknown) => void;
}

/**
 * One client that sends readings over a web socket. What comes while a group is being committed is the next group; beyond
 * the window the socket is not read. Every message is acknowledged when it is durable, in order.
 */
export class SenderSession {
  readonly #socket: WebSocket;
  readonly #options: SenderSessionOptions;
  readonly #names = new SocketNames();
  #group = new Group();
  /** Messages, and their bytes, that have come and are not acknowledged. */
  #waiting = { messages: 0, bytes: 0 };
  #received = 0;
  #isKeeping = false;
  #goodbye: CloseWords | undefined;

  constructor(socket: WebSocket, options: SenderSessionOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Serves until the socket is closed and what came over it is kept. */
  async run(signal: AbortSignal): Promise<void> {
    const socket = this.#socket;
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
    const onAbort = () => this.#end(signal.reason);
    socket.on('error', () => {}); // a close follows, which says the same
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#take(data, isBinary));
    signal.addEventListener('abort', onAbort, { once: true });
    const { windowBytes, windowMessages, ids } = socketLimits;
    void this.#say({ type: 'open', windowBytes, windowMessages, ids });
    if (signal.aborted) onAbort();
    await closed;
    signal.removeEventListener('abort', onAbort);
    await this.#keeping;
  }

  #keeping: Promise<void> = Promise.resolve();

  #take(data: Buffer, isBinary: boolean): void {
    if (this.#goodbye) return;
    const number = ++this.#received;
    const nowMs = this.#options.now();
    if (isBinary) this.#group.addBinary(data, number, nowMs, this.#names);
    else this.#group.addText(data, number, nowMs);
    this.#waiting.messages++;
    this.#waiting.bytes += data.length;
    this.#holdUp();
    if (!this.#isKeeping) this.#keeping = this.#keepAll();
  }

  async #keepAll(): Promise<void> {
    this.#isKeeping = true;
    while (this.#group.messages > 0 && this.#goodbye?.code !== REVOKED) {
      const group = this.#group;
      this.#group = new Group();
      const ack = await this.#keep(group);
      if (!ack) break;
      await this.#say(ack);
      this.#waiting.messages -= group.messages;
      this.#waiting.bytes -= group.bytes;
      this.#holdUp();
    }
    this.#isKeeping = false;
    if (this.#goodbye) this.#close(this.#goodbye);
  }

  /** Undefined: it could not be kept, and the client is told to come again. */
  async #keep(group: Group): Promise<Ack | undefined> {
    const { intake, sender, now, onKept, onRefused, onError } = this.#options;
    try {
      const ack = await keepGroup(group, intake, now(), sender);
      onKept(ack);
      return ack;
    } catch (thrown) {
      const error = asUnwritable(thrown);
      const isExpected = error instanceof KeeperBusyError || error instanceof UnwritableError;
      if (!isExpected) onError(error);
      const why = isExpected ? error.message : 'Something went wrong here; the log says what.';
      const reason = `${why} What was not acknowledged must be sent again.`;
      onRefused(why);
      this.#goodbye = { code: TRY_AGAIN, reason: 'Nothing could be kept; send again later.' };
      await this.#say({ type: 'error', reason });
      return undefined;
    }
  }

  /** Reads on while the window has room. */
  #holdUp(): void {
    const { messages, bytes } = this.#waiting;
    const isFull = messages >= socketLimits.windowMessages || bytes >= socketLimits.windowBytes;
    if (isFull) this.#socket.pause();
    else if (!this.#goodbye) this.#socket.resume();
  }

  /** Resolves when the system took it, so that no more than one answer waits; cuts off who takes none. */
  async #say(answer: object): Promise<void> {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const cutOff = setTimeout(() => this.#socket.terminate(), socketLimits.ackMs);
    await new Promise<void>(resolve => this.#socket.send(JSON.stringify(answer), () => resolve()));
    clearTimeout(cutOff);
  }

  #end(reason: unknown): void {
    this.#goodbye ??= farewellCode(reason) ?? { code: 1001, reason: '' };
    if (!this.#isKeeping) this.#close(this.#goodbye);
    else setTimeout(() => this.#socket.terminate(), socketLimits.goodbyeMs).unref();
  }

  #close({ code, reason }: CloseWords): void {
    this.#socket.close(code, reason);
    this.#socket.resume(); // or its goodbye is not heard
    setTimeout(() => this.#socket.terminate(), socketLimits.goodbyeMs).unref();
  }
}

const REVOKED = 1008;
const TRY_AGAIN = 1013;
