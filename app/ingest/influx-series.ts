import type { Labels } from '../history/reading.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** What stands before the first blank of a line: the measurement and its tags, made into our names. */
export interface InfluxSeries {
  readonly bytes: Uint8Array;
  readonly labels: Labels;
  readonly measurement: InfluxMeasurement;
  /** By the number of the field. */
  readonly refs: SeriesRef[];
  /** The series that followed it last time. */
  next: InfluxSeries | undefined;
}

export interface InfluxMeasurement {
  /** With what was escaped; also the stream of its texts. */
  readonly name: string;
  /** Its fields by the bytes of their keys (as Latin-1, which loses none). */
  readonly fields: Map<string, InfluxField>;
  /** The field that came first last time. */
  first: InfluxField | undefined;
}

export interface InfluxField {
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly metric: string;
  /** Within its measurement. */
  readonly number: number;
  /** The field that followed it last time. */
  next: InfluxField | undefined;
}

/** Our series of a field. */
export function refOf({ refs, labels }: InfluxSeries, { number, metric }: InfluxField): SeriesRef {
  refs[number] ??= createSeriesRef(metric, labels);
  return refs[number];
}

/** Where and why measurement and tags, or a field key, cannot be used; `offset` is bytes from their beginning. */
export interface InfluxFault {
  readonly offset: number;
  readonly reason: string;
}

/** Names that are remembered at most, so that a hostile sender fills no memory. Some 1 kB each. */
const MAX_REMEMBERED = 200_000;

/** Longer ones are read anew each time. */
const MAX_REMEMBERED_BYTES = 1024;

/**
 * Reads measurement and tags (`weather,room=bath\\ 1`) and field keys. Most lines of a body repeat those of another, and
 * most bodies those of the one before, so they are remembered.
 */
export class InfluxNames {
  readonly #maxRemembered: number;
  readonly #series = new Map<string, InfluxSeries>();
  readonly #measurements = new Map<string, InfluxMeasurement>();
  #remembered = 0;

  constructor(maxRemembered = MAX_REMEMBERED) {
    this.#maxRemembered = maxRemembered;
  }

  series(bytes: Buffer, start: number, end: number): InfluxSeries | InfluxFault {
    const key = bytes.toString('latin1', start, end);
    const found = this.#series.get(key);
    if (found !== undefined) return found;
    const text = bytes.toString('utf8', start, end);
    const measurement = this.#measurement(text.slice(0, indexOfUnescaped(text, ',', 0)));
    if ('reason' in measurement) return measurement;
    const labels = readTags(text);
    if ('reason' in labels) return labels;
    const facts = { bytes: copyOf(bytes, start, end), labels: labels.tags, measurement };
    return this.#remember(this.#series, key, { ...facts, refs: [], next: undefined });
  }

  field({ name, fields }: InfluxMeasurement, bytes: Buffer, start: number, end: number): InfluxField | InfluxFault {
    const bytesOfKey = bytes.toString('latin1', start, end);
    const found = fields.get(bytesOfKey);
    if (found !== undefined) return found;
    const key = unescapeKey(bytes.toString('utf8', start, end));
    const metric = toFieldMetric(name, key);
    if (!metric.ok) return { offset: 0, reason: metric.reason };
    const facts = { bytes: copyOf(bytes, start, end), key, metric: metric.value };
    return this.#remember(fields, bytesOfKey, { ...facts, number: fields.size, next: undefined });
  }

  #measurement(text: string): InfluxMeasurement | InfluxFault {
    const found = this.#measurements.get(text);
    if (found !== undefined) return found;
    const name = readMeasurement(text);
    if (!name.ok) return { offset: 0, reason: name.reason };
    return this.#remember(this.#measurements, text, { name: name.value, fields: new Map(), first: undefined });
  }

  /** When there are too many it forgets all and learns anew: whose names do not repeat gains nothing from either. */
  #remember<Value>(values: Map<string, Value>, key: string, value: Value): Value {
    if (this.#remembered >= this.#maxRemembered) this.#forget();
    if (key.length <= MAX_REMEMBERED_BYTES) {
      values.set(key, value);
      this.#remembered++;
    }
    return value;
  }

  #forget(): void {
    this.#series.clear();
    this.#measurements.clear();
    this.#remembered = 0;
  }
}

/** A copy: the body's memory is soon another body's. (`slice` of a Buffer would be a view.) */
function copyOf(bytes: Buffer, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end));
}

function readMeasurement(text: string): Checked<string> {
  if (text === '') return invalid('the measurement is missing; the line must begin with its name.');
  return takeMetricName(text.replace(/\\([, ])/g, '$1'));
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
  // Tags may begin as reserved labels do: that also keeps `__proto__` from being one.
  const name = takeLabelName(unescapeKey(tag.slice(0, equals)).replace(/^__+/, '_'));
  return name.ok ? addLabel(labels, name.value, unescapeKey(tag.slice(equals + 1))) : name.reason;
}

function toFieldMetric(measurement: string, key: string): Checked<string> {
  return key === 'value' ? valid(measurement) : takeMetricName(`${measurement}_${key}`);
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
