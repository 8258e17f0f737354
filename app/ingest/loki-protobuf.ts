import type { Checked } from './checked.ts';
import type { LokiEntry, LokiPush, LokiStream } from './loki.ts';
import { parseLokiLabels } from './loki-labels.ts';
import { type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { readProtobuf } from './protobuf/read-protobuf.ts';

type Draft = { readonly streams: LokiStream[]; readonly faults: string[] };

/** `logproto.PushRequest`, unpacked: streams with their labels as text, and entries with their time, line and metadata. */
export function parseLokiProtobuf(body: Buffer): Checked<LokiPush> {
  return readProtobuf(body, reader => {
    const push: Draft = { streams: [], faults: [] };
    reader.fields(() => {
      const isOne = reader.is(1, wire.bytes);
      if (isOne) readStream(reader, push);
      return isOne;
    });
    return push;
  });
}

function readStream(reader: ProtobufReader, push: Draft): void {
  let text = '{}';
  const entries: LokiEntry[] = [];
  reader.message(() => {
    if (reader.is(1, wire.bytes)) text = reader.text();
    else if (reader.is(2, wire.bytes)) entries.push(readEntry(reader));
    else return false;
    return true;
  });
  const labels = parseLokiLabels(text);
  if (labels) push.streams.push({ labels, entries });
  else push.faults.push('the labels of a stream must be written as {name="value"}.');
}

function readEntry(reader: ProtobufReader): LokiEntry {
  const fields: Record<string, string> = Object.create(null);
  let [atMs, line] = [0, ''];
  reader.message(() => {
    if (reader.is(1, wire.bytes)) atMs = readTime(reader);
    else if (reader.is(2, wire.bytes)) line = reader.text();
    else if (reader.is(3, wire.bytes)) {
      const [name, value] = readPair(reader);
      fields[name] = value;
    } else return false;
    return true;
  });
  return { atMs, line, fields };
}

/** `google.protobuf.Timestamp`. */
function readTime(reader: ProtobufReader): number {
  let [seconds, nanos] = [0, 0];
  reader.message(() => {
    if (reader.is(1, wire.varint)) seconds = reader.int();
    else if (reader.is(2, wire.varint)) nanos = reader.int();
    else return false;
    return true;
  });
  return Math.floor(seconds * 1000 + nanos / 1e6);
}

function readPair(reader: ProtobufReader): readonly [name: string, value: string] {
  const pair: [string, string] = ['', ''];
  reader.message(() => {
    const isOne = reader.is(1, wire.bytes) || reader.is(2, wire.bytes);
    if (isOne) pair[reader.field - 1] = reader.text();
    return isOne;
  });
  return pair;
}
