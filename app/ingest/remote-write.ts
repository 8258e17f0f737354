import type { MetricMetadata } from '../history/metric-metadata.ts';
import { createFindings, type Findings, tooMany } from './batch.ts';
import type { ReadBody } from './body-reader.ts';
import { limits } from './limits.ts';
import { PointColumns } from './point-columns.ts';
import { ProtobufFault, ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { readRemoteMetadata } from './remote-write-metadata.ts';
import { RemoteWriteNames } from './remote-write-names.ts';
import type { SeriesRef } from './series-ref.ts';
import { isInRange } from './time.ts';

/**
 * Readings from Prometheus remote write 1.0, unpacked: a `prometheus.WriteRequest`
 * (https://prometheus.io/docs/specs/prw/remote_write_spec/).
 *
 * Each sample is a reading. NaN and infinite numbers are kept; the NaN that says that a series has ended (a stale marker) is
 * told by its bits and kept as what it is. A faulty series costs itself, a faulty sample too; a message that is cut off
 * costs what comes after the fault. Problems name the number of the series, from 1, in place of a line. Exemplars are left
 * out; native histograms are refused with a sentence.
 *
 * `names` remembers series from one body to the next. What is found goes into `points`, which must be empty.
 */
export function parseRemoteWrite(
  body: Buffer,
  names: RemoteWriteNames = new RemoteWriteNames(),
  points: PointColumns = new PointColumns(),
): ReadBody {
  const findings = createFindings(body, number => ({ line: number, column: 1 }));
  const scan: Scan = { reader: new ProtobufReader(body), names, points, findings, series: 0 };
  const metadata: MetricMetadata[] = [];
  try {
    readRequest(scan, metadata);
  } catch (error) {
    if (!(error instanceof ProtobufFault)) throw error;
    findings.refuse(scan.series + 1, error.message);
  }
  return { points, metadata, ...findings.result() };
}

interface Scan {
  readonly reader: ProtobufReader;
  readonly names: RemoteWriteNames;
  readonly points: PointColumns;
  readonly findings: Findings;
  /** Series that were read. */
  series: number;
}

function readRequest(scan: Scan, metadata: MetricMetadata[]): void {
  const { reader, findings, points } = scan;
  while (reader.next(reader.end)) {
    if (reader.is(1, wire.bytes)) {
      const end = reader.enter();
      const isFull = findings.isFull(points.length);
      const reason = isFull ? tooMany : readSeries(scan, end);
      scan.series++;
      if (reason === undefined) findings.keepLine();
      else findings.refuse(scan.series, reason);
      reader.at = end;
    } else if (reader.is(3, wire.bytes)) {
      const one = readRemoteMetadata(reader);
      if (one && metadata.length < limits.readingsPerRequest) metadata.push(one);
    } else reader.skip();
  }
}

/** Keeps the samples of a series; gives the reason why not all of them. */
function readSeries(scan: Scan, end: number): string | undefined {
  const { reader, points, findings } = scan;
  const labelsStart = reader.at;
  const labelsEnd = endOfLabels(reader, end);
  const found = scan.names.find(reader, labelsStart, labelsEnd);
  if ('reason' in found) return found.reason;
  let reason: string | undefined;
  reader.at = labelsEnd;
  while (reader.next(end)) {
    if (findings.isFull(points.length)) return tooMany;
    if (reader.is(2, wire.bytes)) reason = readSample(scan, found.ref) ?? reason;
    else if (reader.is(4, wire.bytes)) {
      reason = nativeHistogram;
      reader.skip();
    } else if (reader.is(1, wire.bytes)) return 'a series has labels behind its samples; send them first.';
    else reader.skip();
  }
  return reason;
}

const nativeHistogram = 'native histograms are not kept; send classic ones, with send_native_histograms: false.';

/** Labels come first: every sender writes them so. */
function endOfLabels(reader: ProtobufReader, end: number): number {
  let labelsEnd = reader.at;
  while (reader.next(end) && reader.is(1, wire.bytes)) {
    reader.skip();
    labelsEnd = reader.at;
  }
  return labelsEnd;
}

function readSample({ reader, points }: Scan, ref: SeriesRef): string | undefined {
  const end = reader.enter();
  let [value, valueAt, atMs] = [0, -1, 0];
  while (reader.next(end)) {
    if (reader.is(1, wire.fixed64)) {
      valueAt = reader.at;
      value = reader.double();
    } else if (reader.is(2, wire.varint)) atMs = reader.int();
    else reader.skip();
  }
  if (reader.at !== end) throw new ProtobufFault('a sample of the body is longer than it says. Send it again.');
  if (!isInRange(atMs)) return `the time ${atMs}, read as milliseconds, is not between 1970 and 2200.`;
  if (Number.isNaN(value) && isStaleAt(reader, valueAt)) points.addEnd(ref, atMs);
  else points.add(ref, value, atMs);
  return undefined;
}

/** By the bits in the body, and whether a processor has made them quiet on their way or not. */
function isStaleAt(reader: ProtobufReader, at: number): boolean {
  const [high, low] = reader.bitsAt(at);
  return low === 2 && (high === 0x7ff0_0000 || high === 0x7ff8_0000);
}
