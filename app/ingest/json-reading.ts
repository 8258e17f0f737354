import type { Labels, Reading } from '../history/reading.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { jsonText } from './json-text.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import { quoted } from './quoted.ts';
import { parseTime, parseTimeNumber } from './time.ts';
import { parseUnit } from './unit.ts';
import { parseValue, requireFinite } from './value.ts';

/**
 * The readings of one JSON element, in its long or its short form:
 *
 *     {"metric": "temperature", "value": 21.4, "labels": {"room": "kitchen"}, "t": 1795357687, "unit": "°C"}
 *     {"temperature": 21.4, "humidity": 40, "labels": {"room": "kitchen"}, "t": "2026-11-22T14:03:22Z"}
 *
 * `labels`, `t` (also `time`, `timestamp`) and `unit` may be left out and hold for every reading of the element;
 * `true` and `false` are 1 and 0. In the short form `null` stands for a sensor that said nothing.
 */
export function parseJsonReadings(element: unknown, nowMs: number): Checked<Reading[]> {
  if (!isObject(element)) return invalid(notAnObject);
  const isLong = 'value' in element || typeof element.metric === 'string';
  const values = isLong ? readLong(element) : readShort(element);
  if (!values.ok) return values;
  const shared = readShared(element, nowMs);
  if (!shared.ok) return shared;
  return valid(values.value.map(([metric, value]) => ({ metric, value, ...shared.value })));
}

export const notAnObject = 'a reading is an object, as in {"metric": "temperature", "value": 21.4}.';

const timeNames = ['t', 'time', 'timestamp'];
const sharedNames = [...timeNames, 'labels', 'unit'];

type Fields = Record<string, unknown>;
type Values = [metric: string, value: number][];

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readLong(element: Fields): Checked<Values> {
  if (typeof element.metric !== 'string') return invalid('"metric" is missing; name what was measured.');
  const metric = takeMetricName(element.metric);
  if (!metric.ok) return metric;
  const unknown = Object.keys(element).find(key => key !== 'metric' && key !== 'value' && !sharedNames.includes(key));
  if (unknown !== undefined) return invalid(`${quoted(unknown)} has no meaning here; labels go into "labels": {...}.`);
  const value = readNumber('value', element.value);
  return value.ok ? valid([[metric.value, value.value]]) : value;
}

function readShort(element: Fields): Checked<Values> {
  const values: Values = [];
  for (const [key, given] of Object.entries(element)) {
    if (sharedNames.includes(key) || given === null) continue;
    const metric = takeMetricName(key);
    if (!metric.ok) return metric;
    const value = readNumber(key, given);
    if (!value.ok) return value;
    values.push([metric.value, value.value]);
  }
  return values.length > 0
    ? valid(values)
    : invalid('there is no reading in this object; write {"temperature": 21.4}.');
}

function readNumber(name: string, given: unknown): Checked<number> {
  if (typeof given === 'number') return requireFinite(given);
  if (typeof given === 'boolean') return valid(given ? 1 : 0);
  if (typeof given === 'string') return invalid(`${quoted(name)} is text; ${cureOfText(given)}`);
  return invalid(`${quoted(name)} is not a number; write one, as in 21.4.`);
}

function cureOfText(text: string): string {
  const number = parseValue(text);
  return number.ok ? `write ${number.value} without quotes.` : 'text goes into "labels": {...}.';
}

type Shared = Pick<Reading, 'labels' | 'atMs' | 'unit'>;

function readShared(element: Fields, nowMs: number): Checked<Shared> {
  const atMs = readTime(element, nowMs);
  if (!atMs.ok) return atMs;
  const labels = readLabels(element.labels ?? {});
  if (!labels.ok) return labels;
  if (element.unit !== undefined && element.unit !== null && typeof element.unit !== 'string') {
    return invalid('"unit" is not text; write it in quotes, as in "°C".');
  }
  const unit = parseUnit(element.unit ?? '');
  if (!unit.ok) return unit;
  const shared = { labels: labels.value, atMs: atMs.value };
  return valid(unit.value === undefined ? shared : { ...shared, unit: unit.value });
}

function readTime(element: Fields, nowMs: number): Checked<number> {
  const [name, second] = timeNames.filter(key => element[key] !== undefined && element[key] !== null);
  if (name === undefined) return valid(nowMs);
  if (second !== undefined) return invalid(`the time is given as ${name} and as ${second}; keep one.`);
  const given = element[name];
  if (typeof given === 'number') return parseTimeNumber(given);
  return parseTime(jsonText(given));
}

function readLabels(given: unknown): Checked<Labels> {
  if (!isObject(given)) return invalid('"labels" is not an object; write "labels": {"room": "kitchen"}.');
  const labels: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = takeLabelName(key);
    if (!name.ok) return name;
    if (typeof value === 'object' && value !== null)
      return invalid(`the label ${key} is not text; write it in quotes.`);
    const reason = addLabel(labels, name.value, value === null ? '' : String(value));
    if (reason !== undefined) return invalid(reason);
  }
  return valid(labels);
}
