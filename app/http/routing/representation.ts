import type { RequestHead } from './request-head.ts';
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
  /** Whether HTML comes both whole and as a fragment. */
  readonly isSplit: boolean;
  /** What may come out, by representation: without and with `User-Agent` read, and as text with ANSI escapes. */
  readonly answers: Answers;
  readonly answersByClient: Answers;
  readonly textByClient: Chosen;
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

type Answers = Readonly<Record<Representation, Chosen>>;
type Fields = RequestHead['headers'];

export function offered(offers: readonly Representation[]): Offered {
  const representations = (Object.keys(MEDIA_TYPES) as Representation[]).filter(one => offers.includes(one));
  if (representations.length === 0) throw new TypeError('A route offers no representation: name at least one.');
  const isSplit = offers.includes('page') && offers.includes('fragment');
  const mediaTypes = [...new Set(representations.map(one => MEDIA_TYPES[one]))];
  const vary = isSplit ? ['Accept', ...HTMX_HEADERS] : ['Accept'];
  const answersByClient = answersWith([...vary, 'User-Agent']);
  return {
    ...{ representations, mediaTypes, vary, isSplit, answersByClient },
    answers: answersWith(vary),
    textByClient: { ...answersByClient.text, canShowAnsi: true },
    wishOf: createWishReader(mediaTypes),
  };
}

/** Undefined: the client accepts none of those offered. Reads no more headers than it takes: each costs as much as the path. */
export function chooseRepresentation(headers: Fields, offer: Offered): Chosen | undefined {
  const { answers, textByClient, answersByClient } = offer;
  const wish = offer.wishOf(headers.get('accept'));
  const isHtmx = offer.isSplit && headers.get('hx-request') === 'true';
  if (offer.isSplit && isPageForSure(wish, isHtmx, headers)) return answers.page;
  if (wish === undefined) return undefined;
  const representation = representationOf(wish, isHtmx, headers, offer);
  // Who says HX-Request wants what htmx would get, also from a terminal.
  if (!wish.isTextOnTerminals || isHtmx) return answers[representation];
  if (!isTerminal(headers.get('user-agent'))) return answersByClient[representation];
  return wish.isTextNamed ? answersByClient.text : textByClient;
}

/** A fragment in the place of a page that the browser takes back would be shown unstyled. */
function isPageForSure(wish: Wish | undefined, isHtmx: boolean, headers: Fields): boolean {
  const isVisit = wish?.type === MEDIA_TYPES.page && !wish.isTextOnTerminals && !isHtmx;
  return isVisit || headers.get('hx-history-restore-request') === 'true';
}

function representationOf({ type }: Wish, isHtmx: boolean, headers: Fields, offer: Offered): Representation {
  if (offer.isSplit && type === MEDIA_TYPES.page) return isHtmx && isPartial(headers) ? 'fragment' : 'page';
  return offer.representations.find(one => MEDIA_TYPES[one] === type)!;
}

/** htmx 2 sends, for a whole page, HX-Boosted; htmx 4 says `full` or `partial`. */
function isPartial(headers: Fields): boolean {
  if (headers.get('hx-boosted') === 'true') return false;
  const type = headers.get('hx-request-type');
  return type === null || type === 'partial';
}

/** The outcomes with these headers read, made once. */
function answersWith(vary: readonly string[]): Answers {
  const names = Object.keys(MEDIA_TYPES) as Representation[];
  return Object.fromEntries(
    names.map(representation => [representation, { representation, canShowAnsi: false, vary }]),
  ) as unknown as Answers;
}
