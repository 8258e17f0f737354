import { jsonText } from '../../ingest/json-text.ts';

/** Steps of a path at most; deeper is nothing that a person writes. */
const MAX_STEPS = 20;

/** What lies at a path such as `alerts[0].labels.alertname` in a JSON value; undefined where there is nothing. */
export function readPath(value: unknown, path: string): unknown {
  const steps = path.replaceAll(/\[(\d+|"[^"]*")\]/g, (_, key: string) => `.${key.replaceAll('"', '')}`).split('.');
  if (steps.length > MAX_STEPS) return undefined;
  let at = value;
  for (const step of steps) {
    if (step === '') continue;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}

/** The same as text: numbers and true or false as they are written, lists of such behind commas; empty where there is none. */
export function textAt(value: unknown, path: string): string {
  return toText(readPath(value, path));
}

export function toText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    // A list within lists is none of such.
    const texts = value.map(each => (Array.isArray(each) ? jsonText(each) : toText(each)));
    return texts.filter(text => text !== '').join(', ');
  }
  return value === null || value === undefined ? '' : jsonText(value);
}
