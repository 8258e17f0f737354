/** What cannot be read as protobuf; the message is a sentence for the sender. */
export class ProtobufFault extends Error {}

/** Messages of one body, those within others too: an object each, while an empty one takes two bytes. Bodies of use have far fewer. */
const MAX_MESSAGES = 1_200_000;

/** Kinds of fields on the wire: https://protobuf.dev/programming-guides/encoding/ */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * A place in a protobuf message. Reads field by field, in place, and never beyond `end`: throws `ProtobufFault` for a
 * field that does. By hand, because time series are read column by column: a decoder that makes an object of each sample
 * takes several times as long, and most lose the bits of a stale marker.
 */
export class ProtobufReader {
  readonly bytes: Buffer;
  readonly #view: DataView;
  at: number;
  end: number;
  /** Of the field that `next` found. */
  field = 0;
  kind = 0;
  #messages = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
    this.end = bytes.length;
  }

  /** Reads the message that begins here: `take` is asked for each of its fields, and gives false for one that it leaves out. */
  message(take: () => boolean): void {
    const end = this.enter();
    if (++this.#messages > MAX_MESSAGES)
      throw new ProtobufFault(
        `the body holds more than ${MAX_MESSAGES} messages within each other; send less at once.`,
      );
    this.fields(take, end);
  }

  /** The fields from here to `end`, as `message` reads them. */
  fields(take: () => boolean, end = this.end): void {
    while (this.next(end)) if (!take()) this.skip();
    if (this.at !== end) throw new ProtobufFault('a part of the body is longer than the whole. Send it again.');
  }

  /** Goes to the next field of the message that ends at `end`. False: there is none. */
  next(end: number): boolean {
    if (this.at >= end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.kind = tag % 8;
    if (this.field === 0) throw broken();
    return true;
  }

  /** Whether the field is this one; one of another kind on the wire is another field. */
  is(field: number, kind: number): boolean {
    return this.field === field && this.kind === kind;
  }

  /** Exact up to 2^53; larger ones are rounded. */
  varint(): number {
    const { bytes } = this;
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      if (this.at >= this.end) throw broken();
      const byte = bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    throw broken();
  }

  /** A whole number that may be negative, of `int64`; exact up to 2^53. */
  int(): number {
    const start = this.at;
    const value = this.varint();
    return value < 2 ** 63 ? value : Number(BigInt.asIntN(64, this.#exactVarint(start)));
  }

  /** A zigzag number, of `sint32`. */
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  double(): number {
    return this.#view.getFloat64(this.#fixed(8), true);
  }

  /** Upper and lower half of 64 bits. */
  halves(): readonly [high: number, low: number] {
    const at = this.#fixed(8);
    return [this.#view.getUint32(at + 4, true), this.#view.getUint32(at, true)];
  }

  /** The bits at a place that was read already. */
  bitsAt(at: number): readonly [high: number, low: number] {
    return [this.#view.getUint32(at + 4, true), this.#view.getUint32(at, true)];
  }

  /** Where the message, text or packed field that begins here ends; the place is its beginning then. */
  enter(): number {
    const length = this.varint();
    const end = this.at + length;
    if (end > this.end) throw broken();
    return end;
  }

  /** What is no UTF-8 becomes U+FFFD. Raw bytes are told in another encoding, such as `hex`. */
  text(encoding: 'utf8' | 'hex' | 'base64' = 'utf8'): string {
    const end = this.enter();
    const text = this.bytes.toString(encoding, this.at, end);
    this.at = end;
    return text;
  }

  /** Leaves the field out. */
  skip(): void {
    if (this.kind === wire.varint) this.varint();
    else if (this.kind === wire.fixed64) this.#fixed(8);
    else if (this.kind === wire.bytes) this.at = this.enter();
    else if (this.kind === wire.fixed32) this.#fixed(4);
    else throw broken();
  }

  /** Gives the place of a number of so many bytes, and goes on behind it. */
  #fixed(length: number): number {
    const at = this.at;
    this.at += length;
    if (this.at > this.end) throw broken();
    return at;
  }

  #exactVarint(start: number): bigint {
    let value = 0n;
    for (let at = start; at < this.at; at++) value |= BigInt(this.bytes[at]! & 0x7f) << BigInt(7 * (at - start));
    return value;
  }
}

function broken(): ProtobufFault {
  return new ProtobufFault('the body is not the protobuf message it should be, or ends early. Send it again.');
}
