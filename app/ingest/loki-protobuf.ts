import type { PbfReader } from 'pbf';
import type { Checked } from './checked.ts';
import type { LokiEntry, LokiPush, LokiStream } from './loki.ts';
import { parseLokiLabels } from './loki-labels.ts';
import { readProtobuf } from './read-protobuf.ts';

/** `logproto.PushRequest`, unpacked: streams with their labels as text, and entries with their time, line and metadata. */
export function parseLokiProtobuf(body: Uint8Array): Checked<LokiPush> {
  return readProtobuf(body, reader => {
    const push = { streams: [] as LokiStream[], faults: [] as string[] };
    return reader.readFields((tag, into, message) => {
      if (tag === 1) readStream(message, into);
    }, push);
  });
}

function readStream(reader: PbfReader, push: { streams: LokiStream[]; faults: string[] }): void {
  const stream = reader.readMessage(
    (tag, into, message) => {
      if (tag === 1) into.text = message.readString();
      else if (tag === 2) into.entries.push(readEntry(message));
    },
    { text: '{}', entries: [] as LokiEntry[] },
  );
  const labels = parseLokiLabels(stream.text);
  if (labels) push.streams.push({ labels, entries: stream.entries });
  else push.faults.push('the labels of a stream must be written as {name="value"}.');
}

function readEntry(reader: PbfReader): LokiEntry {
  return reader.readMessage(
    (tag, into, message) => {
      if (tag === 1) into.atMs = message.readMessage(readTime, { seconds: 0, nanos: 0, ms: 0 }).ms;
      else if (tag === 2) into.line = message.readString();
      else if (tag === 3) {
        const [name, value] = message.readMessage(readPair, ['', '']);
        into.fields[name] = value;
      }
    },
    { atMs: 0, line: '', fields: Object.create(null) as Record<string, string> },
  );
}

function readTime(tag: number, into: { seconds: number; nanos: number; ms: number }, reader: PbfReader): void {
  if (tag === 1) into.seconds = reader.readVarint(true);
  else if (tag === 2) into.nanos = reader.readVarint(true);
  into.ms = Math.floor(into.seconds * 1000 + into.nanos / 1e6);
}

function readPair(tag: number, pair: [string, string], reader: PbfReader): void {
  if (tag === 1 || tag === 2) pair[tag - 1] = reader.readString();
}
