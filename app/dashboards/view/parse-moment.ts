import { createZoneClock } from '../../../components/format/zone-clock.ts';
import { parseSpan } from './parse-span.ts';

/** So long before now, or a time of its own. */
export type Moment = { readonly agoMs: number } | { readonly atMs: number };

/** Times with an offset, as programs write them. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))$/i;
/** Times without one, as a date field of a page sends them. */
const WALL = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/;
const EPOCH_MS = /^\d{1,14}$/;

/** `now`, `now-6h`, ISO 8601 or milliseconds since 1970. A time without an offset is one on the wall of `timeZone`. Undefined: none of them. */
export function parseMoment(text: string, timeZone: string): Moment | undefined {
  if (text === 'now') return { agoMs: 0 };
  if (text.startsWith('now-')) {
    const agoMs = parseSpan(text.slice(4));
    return agoMs === undefined ? undefined : { agoMs };
  }
  if (EPOCH_MS.test(text)) return { atMs: Number(text) };
  if (ISO.test(text)) return at(Date.parse(text));
  if (WALL.test(text)) return onWall(text.includes(':') ? text.replace(' ', 'T') : `${text}T00:00`, timeZone);
  return undefined;
}

function onWall(text: string, timeZone: string): Moment | undefined {
  const wallMs = Date.parse(`${text}Z`);
  return Number.isNaN(wallMs) ? undefined : at(createZoneClock(timeZone).fromWall(wallMs));
}

function at(atMs: number): Moment | undefined {
  return Number.isNaN(atMs) ? undefined : { atMs };
}
