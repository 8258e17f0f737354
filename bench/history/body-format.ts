import type { Line } from './workload.ts';

/** The measurement; with a field it makes the name of a metric, `bench_counter`. */
export const MEASUREMENT = 'bench';

/** How lines become the body of a request. */
export interface BodyFormat {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  encode(lines: readonly Line[]): Buffer;
}
