/** `telltale/stream`: the stream buffer and the reactive stream, which share event ids. One list, because a package has one door per name. */
export {
  type Cursor,
  createStreamBuffer,
  type Lease,
  type ReadResult,
  type Reservation,
  type StreamBuffer,
  type StreamBufferOptions,
  type StreamBufferStats,
  type Waiter,
} from '../stream/buffer.ts';
export { EjectedError } from '../stream/ejected-error.ts';
export { type EventId, formatEventId, isEpoch, MAX_EPOCH_CHARS, parseEventId } from '../stream/event-id.ts';
export type { NodeResponse } from '../stream/node-sink.ts';
export type { PumpOptions, PumpOutcome } from '../stream/pump.ts';
export { type PumpToNodeOptions, pumpToNode } from '../stream/pump-to-node.ts';
export { type PumpToWebSocketOptions, pumpToWebSocket } from '../stream/pump-to-web-socket.ts';
export {
  createReactiveStream,
  type EmitOptions,
  type EventItem,
  type GapItem,
  type GapReason,
  type History,
  type Item,
  type LagPolicy,
  type ReactiveStream,
  type ReactiveStreamOptions,
  type SendOptions,
  type SnapshotItem,
  type StartAt,
  type StreamStats,
  type SubscribeOptions,
  type Subscription,
} from '../stream/reactive.ts';
export { type ReadableOptions, toReadable } from '../stream/to-readable.ts';
export type { ServerWebSocket } from '../stream/web-socket-sink.ts';
