import { readEndlessBody } from '../../http/endless-body.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Farewell, StreamGate, StreamOwner } from '../../http/stream-gate.ts';
import type { Checked } from '../../ingest/checked.ts';
import type { Frame, FrameHub } from '../frames/frame-hub.ts';
import type { PictureLimits } from '../image-limits.ts';
import type { Moment } from '../kept/picture.ts';
import { NoFramesError } from '../picture/jpeg-splitter.ts';
import { type Prepared, preparePicture } from '../picture/prepare-picture.ts';
import { readJpeg } from '../picture/read-jpeg.ts';
import type { ImageStore } from '../store.ts';
import type { Asked } from './asked.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { readPictures } from './read-pictures.ts';
import type { WorkQueue } from './work-queue.ts';

export interface TakeOptions {
  readonly images: Pick<ImageStore, 'keep'>;
  readonly hub: FrameHub;
  readonly gate: Pick<StreamGate, 'enter'>;
  readonly limits: PictureLimits;
  readonly queue: WorkQueue;
  readonly memory: MemoryBudget;
  readonly now: () => number;
}

export interface Sent {
  readonly request: Request;
  readonly signal: AbortSignal;
  readonly name: string;
  readonly asked: Asked;
  readonly owner: StreamOwner;
}

/** What became of a body. */
export type TakenBody =
  | { readonly kind: 'picture'; readonly moment: Moment; readonly isNew: boolean; readonly prepared: Prepared }
  | ({ readonly kind: 'stream' } & StreamCounts);

export interface StreamCounts {
  readonly frames: number;
  readonly kept: number;
  readonly broken: number;
  readonly width: number;
  readonly height: number;
  /** Why it was ended here, in a sentence. */
  readonly endedBecause?: string;
}

/** A body of one picture has to be there within so long; one that never ends takes a ticket. */
const WITHIN_MS = 300_000;

const STREAM_TYPE = /^(multipart\/x-mixed-replace|video\/(x-)?(mjpeg|motion-jpeg|jpeg))\b/i;

/** Takes the pictures of a body as they come, and resolves when it has ended and what was kept is durable. */
export async function takeImages(options: TakeOptions, sent: Sent): Promise<TakenBody> {
  const { request } = sent;
  const isStream = STREAM_TYPE.test(request.headers.get('content-type') ?? '');
  const taking = new Taking(options, sent);
  using memory = options.memory.open();
  try {
    if (isStream || !request.headers.has('content-length')) taking.becomeEndless();
    const chunks = readEndlessBody(request, taking.signal);
    const { limits } = options;
    const onBroken = (count: number) => taking.noteBroken(count);
    for await (const bytes of readPictures({ chunks, limits, isStream, memory, onBroken })) await taking.take(bytes);
  } catch (error) {
    taking.end(error);
  } finally {
    taking.leave();
  }
  return await taking.finish();
}

class Taking {
  readonly #options: TakeOptions;
  readonly #sent: Sent;
  readonly #leaving = new AbortController();
  readonly #undo: (() => void)[] = [];
  #deadline: NodeJS.Timeout | undefined;
  #isEndless = false;
  #sending: Disposable | undefined;
  #first: Extract<TakenBody, { kind: 'picture' }> | undefined;
  #counts = { frames: 0, kept: 0, broken: 0, width: 0, height: 0 };
  #keptAtMs = 0;
  #keeping: Promise<void> = Promise.resolve();
  #isKeeping = false;
  #keepingFailed: unknown;
  #endedBecause: string | undefined;

  constructor(options: TakeOptions, sent: Sent) {
    this.#options = options;
    this.#sent = sent;
    this.#follow(sent.signal);
    const late = () => this.#leaving.abort(new HttpError(408, 'The picture took more than 5 minutes to come.'));
    this.#deadline = setTimeout(late, WITHIN_MS);
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  /** From now on it counts among the open streams, and has all the time there is. */
  becomeEndless(): void {
    if (this.#isEndless) return;
    this.#isEndless = true;
    clearTimeout(this.#deadline);
    const ticket = this.#options.gate.enter(this.#sent.owner, 'sender');
    if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
    this.#undo.push(() => ticket.leave());
    this.#follow(ticket.signal);
  }

  noteBroken(count: number): void {
    this.#counts.broken = Math.max(this.#counts.broken, count);
  }

  async take(bytes: Uint8Array): Promise<void> {
    if (this.#counts.frames++ === 0) return await this.#takeFirst(bytes);
    if (this.#counts.frames === 2) this.#becomeStream();
    this.#takeFrame(bytes);
  }

  /** What ended the reading: the end of the ticket is no failure of the sender. */
  end(error: unknown): void {
    if (isFarewell(error) && this.#counts.frames > 0) this.#endedBecause = reasonOf(error);
    else if (isFarewell(error)) throw new HttpError(503, `${reasonOf(error)} Nothing was kept.`);
    else if (error instanceof NoFramesError) this.#endOfFrames(error);
    else throw error;
  }

  leave(): void {
    clearTimeout(this.#deadline);
    for (const undo of this.#undo.splice(0)) undo();
    this.#sending?.[Symbol.dispose]();
  }

  async finish(): Promise<TakenBody> {
    await this.#keeping;
    if (this.#keepingFailed !== undefined) throw this.#keepingFailed;
    if (this.#first === undefined) throw new HttpError(400, 'refused: there is no whole JPEG in the body.');
    if (this.#counts.frames === 1 && this.#endedBecause === undefined) return this.#first;
    const because = this.#endedBecause !== undefined && { endedBecause: this.#endedBecause };
    return { kind: 'stream', ...this.#counts, ...because };
  }

  async #takeFirst(bytes: Uint8Array): Promise<void> {
    const prepared = orRefuse(await this.#prepare(bytes));
    const { picture } = prepared;
    const { name, asked } = this.#sent;
    const nowMs = this.#options.now();
    const kept = await this.#options.images.keep({ name, labels: asked.labels, atMs: asked.atMs ?? nowMs, picture });
    if ('refusal' in kept) throw new HttpError(400, `refused: ${kept.refusal}`);
    if (asked.atMs === undefined) this.#options.hub.show(name, picture);
    this.#keptAtMs = nowMs;
    Object.assign(this.#counts, { kept: 1, width: picture.width, height: picture.height });
    this.#first = { kind: 'picture', ...kept, prepared };
  }

  #becomeStream(): void {
    if (this.#sent.asked.atMs !== undefined)
      throw new HttpError(400, 'refused: t= is for one picture, and this is a stream of them; leave it out.');
    this.becomeEndless();
    this.#sending = this.#options.hub.send(this.#sent.name);
  }

  /** Shown at once; kept when it is time, beside what comes next. */
  #takeFrame(bytes: Uint8Array): void {
    const read = readJpeg(bytes);
    if (!read.ok || read.value.width * read.value.height > this.#options.limits.maxPixels) {
      this.#counts.broken++;
      return;
    }
    const { width, height, bytes: shown } = read.value;
    Object.assign(this.#counts, { width, height });
    const { hub, limits, queue, now } = this.#options;
    const frame: Frame = { format: 'jpeg', width, height, bytes: shown };
    hub.show(this.#sent.name, frame);
    const nowMs = now();
    if (this.#isKeeping || queue.isFull || nowMs - this.#keptAtMs < limits.keepEveryMs) return;
    this.#keptAtMs = nowMs;
    this.#isKeeping = true;
    this.#keeping = this.#keep(bytes, nowMs).finally(() => {
      this.#isKeeping = false;
    });
  }

  async #keep(bytes: Uint8Array, atMs: number): Promise<void> {
    const { name, asked } = this.#sent;
    try {
      const prepared = await this.#prepare(bytes);
      if (!prepared.ok) this.#counts.broken++;
      else {
        const kept = await this.#options.images.keep({
          name,
          labels: asked.labels,
          atMs,
          picture: prepared.value.picture,
        });
        if ('moment' in kept) this.#counts.kept++;
      }
    } catch (error) {
      // Nothing more can be kept, and who sends must know.
      this.#keepingFailed = error;
      this.#leaving.abort(error);
    }
  }

  #prepare(bytes: Uint8Array): Promise<Checked<Prepared>> {
    return this.#options.queue.run(() => preparePicture(bytes, this.#options.limits));
  }

  #endOfFrames({ status, message }: NoFramesError): void {
    if (this.#counts.frames === 0) throw new HttpError(status, `refused: ${message}`);
    this.#endedBecause = message;
  }

  #follow(signal: AbortSignal): void {
    const leave = () => this.#leaving.abort(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    this.#undo.push(() => signal.removeEventListener('abort', leave));
  }
}

function orRefuse(prepared: Checked<Prepared>): Prepared {
  if (!prepared.ok) throw new HttpError(400, `refused: ${prepared.reason}`);
  return prepared.value;
}

function isFarewell(error: unknown): error is Farewell {
  return typeof error === 'object' && error !== null && 'event' in error && 'data' in error;
}

function reasonOf({ event, data }: Farewell): string {
  if (event === 'restart') return 'The server starts anew: send again in a moment.';
  const { reason = 'The right to send has ended' } = JSON.parse(data) as { readonly reason?: string };
  return `${reason}.`;
}
