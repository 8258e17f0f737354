import { storeSnappy } from '../../../testing/snappy.ts';
import type { Samples } from '../../eval/source.ts';
import { slicesOfTime } from './slices-of-time.ts';
import { encodeWriteRequest } from './write-request.ts';

/** Prometheus takes what is up to an hour older than its newest sample, so all series are sent slice by slice of time. */
const SLICE_MS = 30 * 60_000;
/** Series of one body. */
const BODY_SERIES = 500;

/** Sends samples to a receiver of remote write at `url`, in the order of time. */
export async function sendSamples(url: string, all: readonly Samples[]): Promise<void> {
  for (const slice of slicesOfTime(all, SLICE_MS))
    for (let at = 0; at < slice.length; at += BODY_SERIES) await sendBody(url, slice.slice(at, at + BODY_SERIES));
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
