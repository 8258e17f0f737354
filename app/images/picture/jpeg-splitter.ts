import { findMarker } from './find-marker.ts';

export interface SplitterLimits {
  /** Of one frame. */
  readonly maxFrameBytes: number;
  /** Between two frames, as the heads of a multipart body are; and before the first one. */
  readonly maxGapBytes: number;
}

/** The body is no sequence of frames; the message says why. */
export class NoFramesError extends Error {
  override readonly name = 'NoFramesError';
  /** For an answer over HTTP. */
  readonly status: 400 | 413;

  constructor(status: 400 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

const FIRST_CAPACITY_BYTES = 64 * 1024;

/**
 * Finds the pictures in a body that is JPEG behind JPEG, with anything small in between. It goes from marker to marker, so
 * that a small picture inside of a picture's own head is no frame. A frame that is broken off by the next one is left out.
 */
export class JpegSplitter {
  readonly #limits: SplitterLimits;
  #memory = new Uint8Array(FIRST_CAPACITY_BYTES);
  #length = 0;
  /** What stands before is over; it is let go once for each piece, as moving costs as much as there is behind it. */
  #start = 0;
  /** Read up to here. */
  #at = 0;
  #place: 'gap' | 'segments' | 'data' = 'gap';
  #gapBytes = 0;
  #broken = 0;

  constructor(limits: SplitterLimits) {
    this.#limits = limits;
  }

  /** Frames that were not whole. */
  get broken(): number {
    return this.#broken;
  }

  /** Memory that is held for the frame that comes. */
  get heldBytes(): number {
    return this.#memory.byteLength;
  }

  /** Whether the body would end inside of a frame. */
  get isInFrame(): boolean {
    return this.#place !== 'gap';
  }

  /** The frames that end in this piece, each in memory of its own. @throws NoFramesError over a limit. */
  *push(piece: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
    this.#append(piece);
    for (;;) {
      const step = this.#step();
      if (step === 'more') break;
      if (step === 'frame') yield this.#take();
    }
    this.#check();
    this.#letGo();
  }

  #step(): 'more' | 'frame' | 'on' {
    if (this.#place === 'gap') return this.#findStart();
    if (this.#place === 'segments') return this.#readMarker();
    const marker = findMarker(this.#memory, this.#at, this.#length);
    if (marker < 0) {
      this.#at = Math.max(this.#at, this.#length - 1); // the last byte may be the first half of a marker
      return 'more';
    }
    this.#at = marker;
    this.#place = 'segments';
    return 'on';
  }

  #findStart(): 'more' | 'on' {
    const memory = this.#memory.subarray(0, this.#length);
    let at = memory.indexOf(0xff, this.#start);
    while (at >= 0 && at + 2 < memory.length && !isStart(memory, at)) at = memory.indexOf(0xff, at + 1);
    const isFound = at >= 0 && at + 2 < memory.length;
    this.#skip(at < 0 ? this.#length : at);
    if (!isFound) return 'more';
    this.#gapBytes = 0;
    this.#at += 2;
    this.#place = 'segments';
    return 'on';
  }

  #readMarker(): 'more' | 'frame' | 'on' {
    if (this.#at + 1 >= this.#length) return 'more';
    if (this.#memory[this.#at] !== 0xff) return this.#breakOff(this.#at);
    const code = this.#memory[this.#at + 1]!;
    if (code === 0xff) return this.#goOn(1);
    if (code === 0xd8) return this.#breakOff(this.#at);
    if (code === 0xd9) {
      this.#at += 2;
      return 'frame';
    }
    if (code <= 0x01 || (code >= 0xd0 && code <= 0xd7)) return this.#goOn(2);
    if (this.#at + 3 >= this.#length) return 'more';
    const size = this.#memory[this.#at + 2]! * 256 + this.#memory[this.#at + 3]!;
    if (size < 2) return this.#breakOff(this.#at + 2);
    if (this.#at + 2 + size > this.#length) return 'more';
    if (code === 0xda) this.#place = 'data';
    return this.#goOn(2 + size);
  }

  #goOn(bytes: number): 'on' {
    this.#at += bytes;
    return 'on';
  }

  #breakOff(at: number): 'on' {
    this.#broken++;
    this.#skip(at);
    this.#place = 'gap';
    return 'on';
  }

  #take(): Uint8Array<ArrayBuffer> {
    const frame = this.#memory.slice(this.#start, this.#at);
    this.#start = this.#at;
    this.#place = 'gap';
    return frame;
  }

  #skip(to: number): void {
    this.#gapBytes += to - this.#start;
    this.#start = to;
    this.#at = to;
  }

  #letGo(): void {
    this.#memory.copyWithin(0, this.#start, this.#length);
    this.#length -= this.#start;
    this.#at -= this.#start;
    this.#start = 0;
  }

  #append(piece: Uint8Array): void {
    const length = this.#length + piece.byteLength;
    if (length > this.#memory.byteLength) {
      const larger = new Uint8Array(Math.max(length, this.#memory.byteLength * 2));
      larger.set(this.#memory.subarray(0, this.#length));
      this.#memory = larger;
    }
    this.#memory.set(piece, this.#length);
    this.#length = length;
  }

  #check(): void {
    const { maxFrameBytes, maxGapBytes } = this.#limits;
    if (this.#place !== 'gap' && this.#length - this.#start > maxFrameBytes)
      throw new NoFramesError(413, `a picture has more than ${maxFrameBytes} bytes; send smaller ones.`);
    if (this.#gapBytes > maxGapBytes)
      throw new NoFramesError(400, `there is no JPEG in ${maxGapBytes} bytes; send JPEG behind JPEG.`);
  }
}

function isStart(memory: Uint8Array, at: number): boolean {
  return memory[at + 1] === 0xd8 && memory[at + 2] === 0xff;
}
