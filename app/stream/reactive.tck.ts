import type { Claim } from '../testing/claim.ts';
import type { ReactiveStream, ReactiveStreamOptions } from './reactive.ts';
import { blockRows } from './testing/tck-block.ts';
import { conflateRows } from './testing/tck-conflate.ts';
import { consumerRows } from './testing/tck-consumers.ts';
import { flowRows } from './testing/tck-flow.ts';
import { lossRows } from './testing/tck-loss.ts';
import { memoryRows } from './testing/tck-memory.ts';
import { overrunRows } from './testing/tck-overrun.ts';
import { resumeRows } from './testing/tck-resume.ts';
import { signalRows } from './testing/tck-signals.ts';

/** Makes the stream under test. */
export type StreamFactory = <T>(options: ReactiveStreamOptions<T>) => ReactiveStream<T>;

/** One row of the conformance table: where the rule comes from, what it says, and a check that rejects if it does not hold. */
export interface TckRow {
  /** A rule or test of another project (`RS 1.8`, `tokio#8239`), the number of an invariant (`D7`), or what the claim is about. */
  readonly rule: string;
  readonly claim: string;
  check(create: StreamFactory): Promise<void>;
}

const rows: readonly TckRow[] = [
  ...signalRows,
  ...overrunRows,
  ...flowRows,
  ...lossRows,
  ...conflateRows,
  ...blockRows,
  ...resumeRows,
  ...consumerRows,
  ...memoryRows,
];

/**
 * Conformance suite for streams of this shape, after Reactive Streams 1.0 (RS), tokio's `broadcast`, Kotlin's `SharedFlow` and
 * Effect's `PubSub`, and the invariants D1 to D12. Black box. Names are `rule: claim`.
 */
export function streamTck(create: StreamFactory): readonly Claim[] {
  return rows.map(({ rule, claim, check }) => ({ name: `${rule}: ${claim}`, run: () => check(create) }));
}
