import type { Labels, Reading } from '../history/reading.ts';
import { routes } from '../routes.ts';
import { createBatch, type Parsed } from './batch.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { addLabel, parseLabelName } from './labels.ts';
import { limits } from './limits.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { parseMetricName } from './metric-name.ts';
import { findTextFault } from './text-fault.ts';
import { parseTime } from './time.ts';
import { parseUnit } from './unit.ts';
import { parseValue } from './value.ts';

/** Query parameters that are no labels: value, time, unit, token. */
const reserved = ['v', 't', 'unit', 'k'];

/**
 * One reading from its own address:
 *
 *     curl -d 21.4 'localhost:8355/in/temperature?room=kitchen&unit=%C2%B0C'
 *     curl 'localhost:8355/in/temperature?room=kitchen&v=21.4&t=2026-11-22T14:03:22Z'
 *
 * `metric` is the decoded part of the path. Every parameter but `v`, `t`, `unit` and `k` is a label.
 */
export function parseNative(metric: string, query: URLSearchParams, body: Buffer, nowMs: number): Parsed {
  const batch = createBatch(body);
  const reading = readReading(metric, query, body, nowMs);
  if (reading.ok) batch.keep(0, [reading.value]);
  else batch.refuse(0, reading.reason);
  return batch.result();
}

function readReading(text: string, query: URLSearchParams, body: Buffer, nowMs: number): Checked<Reading> {
  const metric = parseMetricName(text);
  if (!metric.ok) return metric;
  const repeated = reserved.find(name => query.getAll(name).length > 1);
  if (repeated !== undefined) return invalid(`${repeated}= is given twice; keep one.`);
  const value = readValue(query.get('v'), body);
  if (!value.ok) return value;
  const time = query.get('t');
  const atMs = time === null ? valid(nowMs) : parseTime(time);
  if (!atMs.ok) return atMs;
  const unit = parseUnit(query.get('unit') ?? '');
  if (!unit.ok) return unit;
  const labels = readLabels(query);
  if (!labels.ok) return labels;
  const reading = { metric: metric.value, labels: labels.value, value: value.value, atMs: atMs.value };
  return valid(unit.value === undefined ? reading : { ...reading, unit: unit.value });
}

function readValue(parameter: string | null, body: Buffer): Checked<number> {
  if (body.length > limits.lineBytes)
    return invalid(`the body is no single number; send many readings to ${routes.inMany.href()}.`);
  const fault = findTextFault(body);
  if (fault !== undefined) return invalid(fault.reason);
  const text = body.toString('utf8', byteOrderMarkBytes(body)).trim();
  if (parameter === null) return parseValue(text);
  return text === '' ? parseValue(parameter) : invalid('there is a value in v= and one in the body; send one of them.');
}

function readLabels(query: URLSearchParams): Checked<Labels> {
  const labels: Record<string, string> = {};
  for (const [key, value] of query) {
    if (reserved.includes(key)) continue;
    const name = parseLabelName(key);
    if (!name.ok) return name;
    const reason = addLabel(labels, name.value, value);
    if (reason !== undefined) return invalid(reason);
  }
  return valid(labels);
}
