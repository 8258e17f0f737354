import { createColumns, POINT_BYTES } from '../../history/head/columns.ts';
import type { Messages } from '../messages.ts';
import type { SeriesName } from '../ref-book.ts';
import { type BinaryFault, readBinary } from './read-binary.ts';
import { socketLimits } from './socket-limits.ts';
import type { SocketNames } from './socket-names.ts';

/** Where a binary message was refused. */
export interface PlacedFault extends BinaryFault {
  /** Its number on the connection, from 1. */
  readonly message: number;
}

/** A body as the intake takes it. */
interface GroupBody<Form> {
  readonly form: Form;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Messages that are committed together. It copies what it is given. */
export class Group {
  /** The number of the last message in it. */
  upTo = 0;
  messages = 0;
  bytes = 0;
  faultCount = 0;
  readonly faults: PlacedFault[] = [];
  readonly #texts: Buffer[] = [];
  readonly #textTimes: number[] = [];
  readonly #textNumbers: number[] = [];
  readonly #places = new Map<number, number>();
  readonly #series: SeriesName[] = [];
  readonly #placeOfPoint: number[] = [];
  readonly #times: number[] = [];
  readonly #values: number[] = [];

  addText(message: Buffer, number: number, nowMs: number): void {
    this.#count(message, number);
    this.#texts.push(Buffer.from(message)); // a copy: it lies in a piece of memory that is much larger
    this.#textTimes.push(nowMs);
    this.#textNumbers.push(number);
  }

  addBinary(message: Buffer, number: number, nowMs: number, names: SocketNames): void {
    this.#count(message, number);
    readBinary(message, nowMs, {
      names,
      keep: (id, value, atMs) => {
        this.#placeOfPoint.push(this.#placeOf(id, names));
        this.#times.push(atMs);
        this.#values.push(value);
      },
      refuse: fault => {
        this.faultCount++;
        if (this.faults.length < socketLimits.problemsKept) this.faults.push({ message: number, ...fault });
      },
    });
  }

  /** Undefined: there is none. `memory` gives what to write it into. */
  texts(memory: (bytes: number) => ArrayBuffer): GroupBody<Messages & { readonly protocol: 'messages' }> | undefined {
    if (this.#texts.length === 0) return undefined;
    const bytes = this.#texts.reduce((sum, { length }) => sum + length, 0);
    const body = new Uint8Array(memory(bytes), 0, bytes);
    const ends = new Uint32Array(this.#texts.length);
    let end = 0;
    for (const [at, text] of this.#texts.entries()) {
      body.set(text, end);
      end += text.length;
      ends[at] = end;
    }
    const times = Float64Array.from(this.#textTimes);
    return { form: { protocol: 'messages', ends, times, numbers: Uint32Array.from(this.#textNumbers) }, body };
  }

  /** Undefined: there is none. */
  points(
    memory: (bytes: number) => ArrayBuffer,
  ): GroupBody<{ readonly protocol: 'columns'; readonly series: readonly SeriesName[] }> | undefined {
    const length = this.#times.length;
    if (length === 0) return undefined;
    const buffer = memory(length * POINT_BYTES);
    const columns = createColumns(length, buffer);
    columns.seriesIds.set(this.#placeOfPoint);
    columns.times.set(this.#times);
    columns.values.set(this.#values);
    return {
      form: { protocol: 'columns', series: this.#series },
      body: new Uint8Array(buffer, 0, length * POINT_BYTES),
    };
  }

  #count({ length }: Buffer, number: number): void {
    this.upTo = number;
    this.messages++;
    this.bytes += length;
  }

  #placeOf(id: number, names: SocketNames): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.#series.push(names.get(id)!) - 1;
    this.#places.set(id, place);
    return place;
  }
}
