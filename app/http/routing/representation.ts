import { negotiate } from './negotiate.ts';

/** The forms in which one URL can answer. */
export type Representation = 'page' | 'fragment' | 'json' | 'text' | 'events';

/**
 * In this order where the client likes several alike. HTML goes before the event stream because htmx 4 accepts both
 * with every request.
 */
const MEDIA_TYPES: Readonly<Record<Representation, string>> = {
  page: 'text/html',
  fragment: 'text/html',
  json: 'application/json',
  text: 'text/plain',
  events: 'text/event-stream',
};

const HTMX_HEADERS = ['HX-Request', 'HX-Request-Type', 'HX-Boosted', 'HX-History-Restore-Request'];

/** What an endpoint offers, worked out once. */
export interface Offered {
  readonly representations: readonly Representation[];
  /** Without repetition, the preferred one first. */
  readonly mediaTypes: readonly string[];
  /** The request headers that decide between the offers (RFC 9110 12.5.5). */
  readonly vary: readonly string[];
  /** Whether HTML comes both whole and as a fragment. */
  readonly isSplit: boolean;
}

export function offered(offers: readonly Representation[]): Offered {
  const representations = (Object.keys(MEDIA_TYPES) as Representation[]).filter(one => offers.includes(one));
  if (representations.length === 0) throw new TypeError('A route offers no representation: name at least one.');
  const isSplit = offers.includes('page') && offers.includes('fragment');
  return {
    representations,
    mediaTypes: [...new Set(representations.map(one => MEDIA_TYPES[one]))],
    vary: isSplit ? ['Accept', ...HTMX_HEADERS] : ['Accept'],
    isSplit,
  };
}

/** The representation that the request asks for. Undefined: it accepts none of those offered. */
export function chooseRepresentation(headers: Headers, offer: Offered): Representation | undefined {
  // A fragment in the place of a page that the browser takes back would be shown unstyled.
  if (offer.isSplit && headers.get('hx-history-restore-request') === 'true') return 'page';
  const type = negotiate(headers.get('accept'), offer.mediaTypes);
  if (offer.isSplit && type === MEDIA_TYPES.page) return wantsFragment(headers) ? 'fragment' : 'page';
  return offer.representations.find(one => MEDIA_TYPES[one] === type);
}

/** htmx 2 sends HX-Request and, for a whole page, HX-Boosted; htmx 4 says `full` or `partial`. */
function wantsFragment(headers: Headers): boolean {
  if (headers.get('hx-request') !== 'true' || headers.get('hx-boosted') === 'true') return false;
  const type = headers.get('hx-request-type');
  return type === null || type === 'partial';
}
