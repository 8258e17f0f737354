import type { Labels } from '../history/reading.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { addLabel, toLabelName } from './labels.ts';
import { toMetricName } from './metric-name.ts';

/** What stands before the first blank of a line: the measurement and its tags, made into our names. */
export interface InfluxSeries {
  readonly labels: Labels;
  readonly measurement: InfluxMeasurement;
}

export interface InfluxMeasurement {
  /** Its name as a metric name has it; the stream of its texts. */
  readonly name: string;
  /** Its fields by the bytes of their keys (as Latin-1, which loses none). */
  readonly fields: Map<string, InfluxField>;
}

export interface InfluxField {
  readonly key: string;
  readonly metric: string;
}

/** Where and why measurement and tags, or a field key, cannot be used; `offset` is bytes from their beginning. */
export interface InfluxFault {
  readonly offset: number;
  readonly reason: string;
}

/**
 * Reads measurement and tags (`weather,room=bath\ 1`) and field keys. Most lines of a body repeat those of another,
 * so they are remembered; one instance serves one body.
 */
export function createInfluxNames(): InfluxNames {
  const known = new Map<string, InfluxSeries>();
  const measurements = new Map<string, InfluxMeasurement>();
  let remembered = 0;
  const remember = <Value>(values: Map<string, Value>, key: string, value: Value): Value => {
    if (key.length <= maxRememberedBytes && remembered++ < maxRemembered) values.set(key, value);
    return value;
  };

  function series(bytes: Buffer, start: number, end: number): InfluxSeries | InfluxFault {
    const key = bytes.toString('latin1', start, end);
    const found = known.get(key);
    if (found !== undefined) return found;
    const text = bytes.toString('utf8', start, end);
    const measurement = measurementOf(text.slice(0, indexOfUnescaped(text, ',', 0)));
    if ('reason' in measurement) return measurement;
    const labels = readTags(text);
    return 'reason' in labels ? labels : remember(known, key, { labels: labels.tags, measurement });
  }

  function measurementOf(text: string): InfluxMeasurement | InfluxFault {
    const found = measurements.get(text);
    if (found !== undefined) return found;
    const name = readMeasurement(text);
    if (!name.ok) return { offset: 0, reason: name.reason };
    return remember(measurements, text, { name: name.value, fields: new Map() });
  }

  function field({ name, fields }: InfluxMeasurement, bytes: Buffer, start: number, end: number) {
    const bytesOfKey = bytes.toString('latin1', start, end);
    const found = fields.get(bytesOfKey);
    if (found !== undefined) return found;
    const key = unescapeKey(bytes.toString('utf8', start, end));
    const metric = toFieldMetric(name, key);
    return metric.ok
      ? remember(fields, bytesOfKey, { key, metric: metric.value })
      : { offset: 0, reason: metric.reason };
  }

  return { series, field };
}

export interface InfluxNames {
  series(bytes: Buffer, start: number, end: number): InfluxSeries | InfluxFault;
  field(measurement: InfluxMeasurement, bytes: Buffer, start: number, end: number): InfluxField | InfluxFault;
}

/** Bounds of what one body may make us remember: entries, and the bytes of each one's key. */
const maxRemembered = 10_000;
const maxRememberedBytes = 1024;

function readMeasurement(text: string): Checked<string> {
  if (text === '') return invalid('the measurement is missing; the line must begin with its name.');
  return toMetricName(text.replace(/\\([, ])/g, '$1'));
}

/** The tags after the measurement, as labels. */
function readTags(text: string): { readonly tags: Labels } | InfluxFault {
  const tags: Record<string, string> = {};
  let end = indexOfUnescaped(text, ',', 0);
  while (end < text.length) {
    const start = end + 1;
    end = indexOfUnescaped(text, ',', start);
    const reason = addTag(tags, text.slice(start, end));
    if (reason !== undefined) return { offset: Buffer.byteLength(text.slice(0, start)), reason };
  }
  return { tags };
}

/** Gives the reason when the tag cannot be added. */
function addTag(labels: Record<string, string>, tag: string): string | undefined {
  const equals = indexOfUnescaped(tag, '=', 0);
  if (equals === 0) return 'the name of a tag is missing before the =.';
  if (equals >= tag.length - 1) return 'a tag has no value; write name=value, or leave the tag out.';
  const name = toLabelName(unescapeKey(tag.slice(0, equals)));
  return name.ok ? addLabel(labels, name.value, unescapeKey(tag.slice(equals + 1))) : name.reason;
}

/** The key is looked at by itself first, so that keys without any legal letter do not all become one metric. */
function toFieldMetric(measurement: string, key: string): Checked<string> {
  if (key === 'value') return valid(measurement);
  const name = toMetricName(key);
  return name.ok ? toMetricName(`${measurement}_${key}`) : name;
}

/** In tags and field keys a backslash escapes comma, equals sign and blank; elsewhere it stands for itself. */
function unescapeKey(text: string): string {
  return text.includes('\\') ? text.replace(/\\([,= ])/g, '$1') : text;
}

/** The place of the first such character that has no backslash before it, or the length of the text. */
function indexOfUnescaped(text: string, character: string, start: number): number {
  let at = text.indexOf(character, start);
  while (at > 0 && text[at - 1] === '\\') at = text.indexOf(character, at + 1);
  return at < 0 ? text.length : at;
}
