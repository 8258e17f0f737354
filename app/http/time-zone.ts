import { readCookie } from './read-cookie.ts';

/** What a page keeps of the zone of its reader: an IANA name. */
export const TIME_ZONE_COOKIE = 'telltale_zone';

/** Zones that were asked for, by the name that was given; to ask `Intl` costs more than all else. There are some 600. */
const known = new Map<string, string>();
const MAX_KNOWN = 1000;
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/;

/** The name of a time zone as `Intl` spells it; undefined: there is none of that name. */
export function findTimeZone(name: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  const found = known.get(name);
  if (found) return found;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    if (known.size < MAX_KNOWN) known.set(name, timeZone);
    return timeZone;
  } catch {
    return undefined; // `Intl` has no other way to say so
  }
}

/** In which somebody reads clock times: `?tz=Europe/Berlin`, else the zone of his browser, else that of the server. */
export function timeZoneOf(request: Request, url: URL, serverZone: string): string {
  const asked = url.searchParams.get('tz') ?? '';
  return findTimeZone(asked) ?? findTimeZone(readCookie(request, TIME_ZONE_COOKIE) ?? '') ?? serverZone;
}
