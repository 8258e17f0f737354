import { type Cursor, createStreamBuffer, type StreamBuffer } from '../../stream/buffer.ts';
import { FrameTimes } from '../../stream/frame-times.ts';
import { createReactiveStream, type ReactiveStream } from '../../stream/reactive.ts';
import type { Picture } from '../kept/picture.ts';
import { framePart } from './frame-part.ts';
import { newestCursor } from './newest-cursor.ts';

export type Frame = Pick<Picture, 'format' | 'width' | 'height' | 'bytes'>;

/** Frames on their way from senders to viewers, at full rate, whether they are kept or not. */
export interface FrameHub {
  /** Shows a frame to who watches. False: it is too large for that. */
  show(name: string, frame: Frame): boolean;
  /** Somebody sends frames of that name until it is disposed. */
  send(name: string): Disposable;
  /** Somebody looks: frames from the next one on, or from the newest where it is still there. `onSkip` is told when some were skipped. */
  watch(name: string, onSkip?: () => void): Watching;
  /** Whether frames are being sent. */
  isSending(name: string): boolean;
  /** Names of which sending has begun or ended. */
  readonly changes: ReactiveStream<string>;
}

export interface Watching extends Disposable {
  readonly cursor: Cursor;
  readonly times: FrameTimes;
}

interface Channel {
  readonly buffer: StreamBuffer;
  readonly times: FrameTimes;
  senders: number;
  viewers: number;
}

/** A larger frame is kept, but not shown live. */
export const MAX_LIVE_FRAME_BYTES = 4 * 1024 * 1024;
/** For the head and the boundary around a frame. */
const PART_BYTES = 256;
const SEGMENT_BYTES = 256 * 1024;
/** Frames that left, and that a slow viewer still holds. Beyond it the one that is furthest back is let go. */
const MAX_PINNED_BYTES = 8 * 1024 * 1024;
const CHANGES_KEPT = 256;

export function createFrameHub(): FrameHub {
  const channels = new Map<string, Channel>();
  const changes = createReactiveStream<string>({ capacity: CHANGES_KEPT });

  const channelOf = (name: string): Channel => {
    const channel = channels.get(name) ?? { buffer: newBuffer(), times: new FrameTimes(), senders: 0, viewers: 0 };
    channels.set(name, channel);
    return channel;
  };
  const leave = (name: string, channel: Channel) => {
    if (channel.senders > 0 || channel.viewers > 0) return;
    channels.delete(name);
    channel.buffer[Symbol.dispose]();
  };

  return {
    changes,
    show(name, { format, bytes }) {
      if (bytes.byteLength > MAX_LIVE_FRAME_BYTES) return false;
      const channel = channels.get(name);
      if (channel) channel.times.note(append(channel.buffer, framePart(format, bytes)), performance.now());
      return true;
    },
    send(name) {
      const channel = channelOf(name);
      if (channel.senders++ === 0) changes.emit(name);
      return once(() => {
        if (--channel.senders === 0) changes.emit(name);
        leave(name, channel);
      });
    },
    watch(name, onSkip = () => {}) {
      const channel = channelOf(name);
      channel.viewers++;
      const { buffer, times } = channel;
      const cursor = newestCursor(buffer, onSkip);
      if (buffer.firstSeq < buffer.nextSeq) cursor.seek(buffer.nextSeq - 1);
      const end = once(() => {
        channel.viewers--;
        leave(name, channel);
      });
      return { cursor, times, ...end };
    },
    isSending: name => (channels.get(name)?.senders ?? 0) > 0,
  };
}

/** One copy, into the memory that all viewers read. Gives the number of the frame. */
function append(buffer: StreamBuffer, pieces: readonly Uint8Array[]): number {
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const { view, commit } = buffer.reserve(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    view.set(piece, at);
    at += piece.byteLength;
  }
  return commit(sizeBytes);
}

function newBuffer(): StreamBuffer {
  return createStreamBuffer({
    segmentBytes: SEGMENT_BYTES,
    retainBytes: MAX_LIVE_FRAME_BYTES + PART_BYTES,
    maxPinnedBytes: MAX_PINNED_BYTES,
    resumeAt: 'latest',
  });
}

function once(end: () => void): Disposable {
  let isOver = false;
  return {
    [Symbol.dispose]() {
      if (!isOver) end();
      isOver = true;
    },
  };
}
