import { type Checked, invalid, valid } from './checked.ts';
import { jsonText } from './json-text.ts';
import type { LokiEntry, LokiPush, LokiStream } from './loki.ts';
import { parseJsonBody } from './parse-json-body.ts';

/** `{"streams": [{"stream": {"app": "shop"}, "values": [["1795356202000000000", "a line", {"order": "7"}]]}]}` */
export function parseLokiJson(body: Buffer): Checked<LokiPush> {
  let json: unknown;
  try {
    json = parseJsonBody(body);
  } catch (error) {
    return invalid(`the body is no JSON: ${(error as SyntaxError).message}.`);
  }
  const { streams } = (json ?? {}) as { streams?: unknown };
  if (!Array.isArray(streams))
    return invalid('the body has no "streams"; send {"streams": [{"stream": {...}, "values": [...]}]}.');
  const faults: string[] = [];
  return valid({ streams: streams.flatMap(stream => readStream(stream, faults)), faults });
}

function readStream(json: unknown, faults: string[]): LokiStream[] {
  const { stream, values } = (json ?? {}) as { stream?: unknown; values?: unknown };
  if (stream === null || typeof stream !== 'object' || !Array.isArray(values)) {
    faults.push('a stream needs "stream" with its labels and "values" with its lines.');
    return [];
  }
  return [{ labels: texts(stream), entries: values.flatMap(value => readEntry(value, faults)) }];
}

function readEntry(json: unknown, faults: string[]): LokiEntry[] {
  const [time, line, fields] = Array.isArray(json) ? json : [];
  if (typeof time !== 'string' || !/^\d{1,19}$/.test(time) || typeof line !== 'string') {
    faults.push('a value must be ["nanoseconds since 1970", "line"].');
    return [];
  }
  return [{ atMs: Math.floor(Number(time) / 1e6), line, fields: texts(fields) }];
}

function texts(json: unknown): Record<string, string> {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return {};
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, jsonText(value)]));
}
