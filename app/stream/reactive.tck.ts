import type { ReactiveStream, ReactiveStreamOptions } from './reactive.ts';
import { flowRows } from './testing/tck-flow.ts';
import { overrunRows } from './testing/tck-overrun.ts';
import { signalRows } from './testing/tck-signals.ts';

/** Makes the stream under test. */
export type StreamFactory = <T>(options: ReactiveStreamOptions<T>) => ReactiveStream<T>;

/** One row of the conformance table: where the rule comes from, what it says, and a check that rejects if it does not hold. */
export interface TckRow {
  readonly rule: string;
  readonly claim: string;
  check(create: StreamFactory): Promise<void>;
}

export interface TckCase {
  readonly name: string;
  run(): Promise<void>;
}

/**
 * Conformance suite for streams of this shape, after Reactive Streams 1.0 (RS), tokio's `broadcast`, Kotlin's
 * `SharedFlow` and Effect's `PubSub`. Black box, bound to no test runner: `for (const { name, run } of streamTck(create)) test(name, run)`.
 */
export function streamTck(create: StreamFactory): readonly TckCase[] {
  const rows: readonly TckRow[] = [...signalRows, ...overrunRows, ...flowRows];
  return rows.map(row => ({ name: `${row.rule}: ${row.claim}`, run: () => row.check(create) }));
}
