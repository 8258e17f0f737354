import type { Samples } from '../../app/promql/eval/source.ts';
import { slicesOfTime } from '../../app/promql/testing/compare/slices-of-time.ts';

/** As senders do it: what is of one time comes together. */
const SLICE_MS = 30 * 60_000;
const BODY_CHARACTERS = 256 * 1024;

/** InfluxDB line protocol, times in milliseconds, in the order of time: the field is named `value`, so the measurement is the metric's name. */
export function* lineBodies(all: readonly Samples[]): Iterable<string> {
  let body = '';
  for (const slice of slicesOfTime(all, SLICE_MS)) {
    for (const { labels, times, values } of slice) {
      const name = nameOf(labels);
      for (let at = 0; at < times.length; at++) body += `${name} value=${values[at]} ${times[at]}\n`;
      if (body.length < BODY_CHARACTERS) continue;
      yield body;
      body = '';
    }
  }
  if (body !== '') yield body;
}

/** Nothing in them needs to be escaped. */
function nameOf({ __name__, ...labels }: Samples['labels']): string {
  return [__name__, ...Object.entries(labels).map(([name, value]) => `${name}=${value}`)].join(',');
}
