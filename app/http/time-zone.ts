import { readCookie } from './read-cookie.ts';

/** The zone of a browser, as a script of its pages says: an IANA name. */
const BROWSER_COOKIE = 'telltale_zone';
/** The one that its reader has chosen instead. */
const CHOSEN_COOKIE = 'telltale_zone_chosen';
const YEAR_S = 31_536_000;

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

/**
 * In which somebody reads clock times: what the address says (`?tz=Europe/Berlin`), else what was chosen in Settings, else the zone
 * of the browser, else that of the server.
 */
export function timeZoneOf(request: Request, url: URL, serverZone: string): string {
  return findTimeZone(url.searchParams.get('tz') ?? '') ?? readerZone(request, serverZone);
}

/** The same without an address: for pages whose stream is at another one, and must find the same. */
export function readerZone(request: Request, serverZone: string): string {
  return chosenTimeZone(request) ?? findTimeZone(readCookie(request, BROWSER_COOKIE) ?? '') ?? serverZone;
}

/** What a page is made from, for somebody who reads it in his own zone. */
export function forReader<S extends { readonly timeZone: string }>(sources: S, request: Request): S {
  return { ...sources, timeZone: readerZone(request, sources.timeZone) };
}

/** The same of a page that is asked for alone, without a stream: `?tz=` goes before all else. */
export function forAddress<S extends { readonly timeZone: string }>(
  sources: S,
  { request, url }: { readonly request: Request; readonly url: URL },
): S {
  return { ...sources, timeZone: timeZoneOf(request, url, sources.timeZone) };
}

/** What was chosen in Settings; undefined: that of the browser is to count. */
export function chosenTimeZone(request: Request): string | undefined {
  return findTimeZone(readCookie(request, CHOSEN_COOKIE) ?? '');
}

/** The header that keeps a choice; of none it takes the one of before away. */
export function chooseTimeZone(zone: string | undefined, isSecure: boolean): string {
  const life = zone === undefined ? '=; Max-Age=0' : `=${zone}; Max-Age=${YEAR_S}`;
  return `${CHOSEN_COOKIE}${life}; Path=/; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
