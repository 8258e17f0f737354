import { jsonText } from './json-text.ts';
import { logLimits } from './log-limits.ts';

/**
 * Collects the fields of a line within their bounds: a name that is there already is not taken again, and one too many, or without
 * a name, is left out. Values of other kinds than text are written as JSON.
 */
export class LogFields {
  readonly values: Record<string, string> = {};
  #count = 0;

  add(name: string, value: unknown): void {
    if (value === undefined || value === null || value === '') return;
    const key = cutBytes(name.trim().toWellFormed(), logLimits.fieldNameBytes);
    if (key === '' || key === '__proto__' || Object.hasOwn(this.values, key)) return;
    if (this.#count >= logLimits.fieldsPerLine) return;
    this.#count++;
    this.values[key] = cutBytes(jsonText(value).toWellFormed(), logLimits.fieldValueBytes);
  }

  addAll(values: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(values)) this.add(name, values[name]);
  }
}

/** The text, or as much of its beginning as fits, in whole characters. */
export function cutBytes(text: string, maxBytes: number): string {
  // A character of a string is at most three bytes; so most texts need not be counted.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text).subarray(0, maxBytes);
  return bytes.toString('utf8').replace(/\ufffd{1,3}$/, '');
}
