import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import { type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** A series as a body names it: the bytes of its labels. */
export interface RemoteSeries {
  readonly bytes: Uint8Array;
  readonly ref: SeriesRef;
  /** The series that followed it last time. */
  next: RemoteSeries | undefined;
}

/** Series that are remembered at most, so that a hostile sender fills no memory. Some 1 kB each. */
const MAX_REMEMBERED = 200_000;

/** Longer ones are read anew each time. */
const MAX_REMEMBERED_BYTES = 2048;

/** The series of remote write by the bytes of their labels, which a sender repeats in the same order again and again. */
export class RemoteWriteNames {
  readonly #series = new Map<string, RemoteSeries>();
  #last: RemoteSeries | undefined;

  /** The series whose labels lie in `[start, end)`, both behind and before other fields of it. */
  find(reader: ProtobufReader, start: number, end: number): RemoteSeries | { readonly reason: string } {
    const guess = this.#last?.next;
    const found = guess && isAt(reader.bytes, start, end, guess.bytes) ? guess : this.#look(reader, start, end);
    if ('reason' in found) return found;
    if (this.#last && this.#last !== found) this.#last.next = found;
    this.#last = found;
    return found;
  }

  #look(reader: ProtobufReader, start: number, end: number): RemoteSeries | { readonly reason: string } {
    const key = reader.bytes.toString('latin1', start, end);
    const known = this.#series.get(key);
    if (known) return known;
    const ref = readLabels(reader, start, end);
    if ('reason' in ref) return ref;
    const series = { bytes: new Uint8Array(reader.bytes.subarray(start, end)), ref, next: undefined }; // a copy: the memory is soon another body's
    if (this.#series.size >= MAX_REMEMBERED) this.#series.clear();
    if (key.length <= MAX_REMEMBERED_BYTES) this.#series.set(key, series);
    return series;
  }
}

function isAt(bytes: Buffer, start: number, end: number, expected: Uint8Array): boolean {
  if (expected.length !== end - start) return false;
  for (let i = 0; i < expected.length; i++) if (bytes[start + i] !== expected[i]) return false;
  return true;
}

/** Reads the fields `labels` of a time series that lie in `[start, end)`. */
function readLabels(reader: ProtobufReader, start: number, end: number): SeriesRef | { readonly reason: string } {
  let metric: string | undefined;
  const labels: Record<string, string> = {};
  reader.at = start;
  while (reader.next(end)) {
    const [name, value] = readLabel(reader);
    if (name === '__name__') {
      const taken = takeMetricName(value);
      if (!taken.ok) return taken;
      metric = taken.value;
      continue;
    }
    const taken = takeLabelName(name);
    const reason = taken.ok ? addLabel(labels, taken.value, value) : taken.reason;
    if (reason !== undefined) return { reason };
  }
  return metric === undefined
    ? { reason: 'a series has no name; send it in the label __name__.' }
    : createSeriesRef(metric, labels);
}

function readLabel(reader: ProtobufReader): [name: string, value: string] {
  const end = reader.enter();
  let [name, value] = ['', ''];
  while (reader.next(end)) {
    if (reader.is(1, wire.bytes)) name = reader.text();
    else if (reader.is(2, wire.bytes)) value = reader.text();
    else reader.skip();
  }
  return [name, value];
}
