/** Metrics of `random-samples.ts` by what may be done with them; often wanted ones stand several times. */

export const UNIQUE = ['warmth', 'warmth', 'limit'];
export const SUMMABLE = ['warmth', 'warmth', 'damp', 'limit', 'requests_total', 'load', 'build', 'starts_total'];
export const COUNTERS = ['requests_total', 'requests_total', 'starts_total', 'wait_bucket'];
export const ALL = [...SUMMABLE, 'warmth', 'requests_total', 'wait_bucket', 'odd', 'moment'];
