import { storeSnappy } from '../../../testing/snappy.ts';
import type { Samples } from '../../eval/source.ts';
import { firstAfter } from '../first-after.ts';
import { encodeWriteRequest } from './write-request.ts';

/** Prometheus takes what is up to an hour older than its newest sample, so all series are sent slice by slice of time. */
const SLICE_MS = 30 * 60_000;
/** Series of one body. */
const BODY_SERIES = 500;

/** Sends samples to a receiver of remote write at `url`, in the order of time. */
export async function sendSamples(url: string, all: readonly Samples[]): Promise<void> {
  const firstMs = Math.min(...all.map(({ times }) => times[0] ?? Number.POSITIVE_INFINITY));
  const lastMs = Math.max(...all.map(({ times }) => times.at(-1) ?? Number.NEGATIVE_INFINITY));
  for (let fromMs = firstMs; fromMs <= lastMs; fromMs += SLICE_MS) {
    const slice = all.map(one => between(one, fromMs, fromMs + SLICE_MS)).filter(({ times }) => times.length > 0);
    for (let at = 0; at < slice.length; at += BODY_SERIES) await sendBody(url, slice.slice(at, at + BODY_SERIES));
  }
}

/** From one time on, up to but not at another one; both are whole. */
function between({ labels, times, values }: Samples, fromMs: number, toMs: number): Samples {
  const [from, to] = [firstAfter(times, fromMs - 1), firstAfter(times, toMs - 1)];
  return { labels, times: times.subarray(from, to), values: values.subarray(from, to) };
}

async function sendBody(url: string, series: readonly Samples[]): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-protobuf',
      'Content-Encoding': 'snappy',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
    },
    body: new Uint8Array(storeSnappy(encodeWriteRequest(series))),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}
