import { isTerminal } from './terminal.ts';
import { createWishReader, TEXT, type Wish } from './wish.ts';

/** The forms in which one URL can answer. */
export type Representation = 'page' | 'fragment' | 'json' | 'text' | 'events';

/**
 * In this order where the client likes several alike. HTML goes before the event stream because htmx 4 accepts both
 * with every request. A client that prints to a terminal likes text first.
 */
const MEDIA_TYPES: Readonly<Record<Representation, string>> = {
  page: 'text/html',
  fragment: 'text/html',
  json: 'application/json',
  text: TEXT,
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
  /** The same where `User-Agent` had to be read, too. */
  readonly varyByClient: readonly string[];
  /** Whether HTML comes both whole and as a fragment. */
  readonly isSplit: boolean;
  readonly wishOf: (accept: string | null) => Wish | undefined;
}

/** The representation that a request asks for. */
export interface Chosen {
  readonly representation: Representation;
  /** The text goes to a terminal that shows ANSI escapes. */
  readonly canShowAnsi: boolean;
  /** The headers that were read to decide. */
  readonly vary: readonly string[];
}

export function offered(offers: readonly Representation[]): Offered {
  const representations = (Object.keys(MEDIA_TYPES) as Representation[]).filter(one => offers.includes(one));
  if (representations.length === 0) throw new TypeError('A route offers no representation: name at least one.');
  const isSplit = offers.includes('page') && offers.includes('fragment');
  const mediaTypes = [...new Set(representations.map(one => MEDIA_TYPES[one]))];
  const vary = isSplit ? ['Accept', ...HTMX_HEADERS] : ['Accept'];
  const varyByClient = [...vary, 'User-Agent'];
  return { representations, mediaTypes, vary, varyByClient, isSplit, wishOf: createWishReader(mediaTypes) };
}

/** Undefined: the client accepts none of those offered. */
export function chooseRepresentation(headers: Headers, offer: Offered): Chosen | undefined {
  const { vary, varyByClient, isSplit } = offer;
  // A fragment in the place of a page that the browser takes back would be shown unstyled.
  if (isSplit && headers.get('hx-history-restore-request') === 'true') return chosen('page', vary);
  const wish = offer.wishOf(headers.get('accept'));
  if (wish === undefined) return undefined;
  // Who says HX-Request wants what htmx would get, also from a terminal.
  const isAboutClient = wish.isTextOnTerminals && !(isSplit && headers.get('hx-request') === 'true');
  if (!isAboutClient) return chosen(representationOf(wish, headers, offer), vary);
  if (!isTerminal(headers.get('user-agent'))) return chosen(representationOf(wish, headers, offer), varyByClient);
  return chosen('text', varyByClient, !wish.isTextNamed);
}

function chosen(representation: Representation, vary: readonly string[], canShowAnsi = false): Chosen {
  return { representation, canShowAnsi, vary };
}

function representationOf({ type }: Wish, headers: Headers, offer: Offered): Representation {
  if (offer.isSplit && type === MEDIA_TYPES.page) return wantsFragment(headers) ? 'fragment' : 'page';
  return offer.representations.find(one => MEDIA_TYPES[one] === type)!;
}

/** htmx 2 sends HX-Request and, for a whole page, HX-Boosted; htmx 4 says `full` or `partial`. */
function wantsFragment(headers: Headers): boolean {
  if (headers.get('hx-request') !== 'true' || headers.get('hx-boosted') === 'true') return false;
  const type = headers.get('hx-request-type');
  return type === null || type === 'partial';
}
