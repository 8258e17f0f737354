import type { ParamValue } from './params.ts';
import type { Representation } from './representation.ts';

/** What a request comes to, before anything is run. `H` is what the router keeps for a match. */
export type Resolution<H> = Match<H> | Unmatched;

export interface Match<H> {
  readonly kind: 'match';
  readonly handler: H;
  /** The pattern as it was written: the low-cardinality name of the route. */
  readonly pattern: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** The request is a HEAD that GET's handler answers. */
  readonly head: boolean;
  /** The request headers that were read to decide. */
  readonly vary: readonly string[];
  /** Undefined where the endpoint offers no choice. */
  readonly representation: Representation | undefined;
  /** The answer is text for a terminal that shows ANSI escapes. */
  readonly canShowAnsi: boolean;
  /** Which of the endpoint's variants it is, and what was found; undefined where there are none. */
  readonly variant: { readonly name: string; readonly when: Captures } | undefined;
}

/** What the conditions of a variant captured. */
export interface Captures {
  readonly contentType: string | undefined;
  readonly query: Readonly<Record<string, ParamValue>>;
  readonly headers: Readonly<Record<string, ParamValue>>;
}

/** Every outcome but a match, in the order in which they are found out. */
export type Unmatched =
  | { readonly kind: 'bad-request'; readonly reason: string }
  | { readonly kind: 'not-implemented' }
  | { readonly kind: 'redirect'; readonly status: 308; readonly location: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'options'; readonly allow: readonly string[] }
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'unsupported-media-type'; readonly accept: readonly string[] }
  /** 400: query or headers are none that a variant takes. */
  | { readonly kind: 'unmet'; readonly reason: string; readonly vary: readonly string[] }
  | { readonly kind: 'not-acceptable'; readonly offers: readonly string[]; readonly vary: readonly string[] };
