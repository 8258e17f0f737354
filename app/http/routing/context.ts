import type { ParamValue } from './params.ts';
import type { Representation } from './representation.ts';
import type { Match } from './resolution.ts';

/** What a handler gets. `R` is the chosen representation, undefined where the endpoint offers no choice. */
export interface RouteCtx<P, R extends Representation | undefined = Representation | undefined> {
  /** Decoded once, of the type that the pattern declares. */
  readonly params: P;
  /** As it came in. On HEAD its method is `HEAD`; see `PatternRouter.represent` about streams. */
  readonly request: Request;
  /** Its `searchParams` hold repeated keys in their order: `getAll` gives them all, `get` the first. */
  readonly url: URL;
  /** The pattern that matched: the `http.route` of metrics. */
  readonly pattern: string;
  readonly representation: R;
  /** The answer is text for a terminal that shows ANSI escapes: `curl`, `wget` or HTTPie that asked for anything. */
  readonly canShowAnsi: boolean;
  /** Aborted when the client goes away. It may be so from the start: look at `aborted` before listening. */
  readonly signal: AbortSignal;
}

/** The context of a match. URL and signal are made when asked for; most handlers need neither. */
export function createContext<Extra extends object>(
  request: Request,
  match: Match<unknown>,
  extra: Extra,
): Extra & RouteCtx<Readonly<Record<string, ParamValue>>> {
  let url: URL | undefined;
  return {
    ...extra,
    params: match.params,
    request,
    pattern: match.pattern,
    representation: match.representation,
    canShowAnsi: match.canShowAnsi,
    ...(match.variant && { variant: match.variant.name, when: match.variant.when }),
    get url() {
      url ??= new URL(request.url);
      return url;
    },
    get signal() {
      return request.signal;
    },
  };
}
