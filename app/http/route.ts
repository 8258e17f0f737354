import type { Params, ParamValue } from './routing/params.ts';
import { parsePath } from './routing/path.ts';
import { type PatternSegment, parsePattern } from './routing/pattern.ts';

export type { Params, ParamTypes } from './routing/params.ts';

/** A URL by name: the pattern that matches it and the links to it come from the same text. */
export interface Route<P extends string = string> {
  readonly pattern: P;
  readonly isStrict: boolean;
  /**
   * A path-absolute link, with parameters encoded, so that this pattern gives back exactly these parameters.
   * `undefined` leaves a query key out, a list repeats it.
   *
   * @throws TypeError for a parameter that no path can carry: of another type, empty, `.`, `..`, with NUL, too long.
   */
  href(...link: Link<Params<P>>): string;
}

export interface RouteOptions {
  /** Answers 404 to `/x/` and `//x` instead of redirecting them to `/x`. Default false. */
  readonly strict?: boolean;
}

export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
export type QueryValue = string | number | boolean;

type Link<P> = Record<never, never> extends P ? [params?: P, query?: Query] : [params: P, query?: Query];
type AnyLink = [params?: AnyParams, query?: Query];
type AnyParams = Readonly<Record<string, ParamValue>>;

/**
 * Names a URL. `route('/d/:slug/panels/:id{int}.svg').href({ slug: 'attic', id: 3 }, { from: 'now-1h' })` is
 * `/d/attic/panels/3.svg?from=now-1h`.
 *
 * @throws TypeError for a pattern that cannot be read, with what to write instead.
 */
export function route<const P extends string>(pattern: P, options: RouteOptions = {}): Route<P> {
  const segments = parsePattern(pattern);
  return {
    pattern,
    isStrict: options.strict ?? false,
    href: (...link) => {
      const [params = {}, query = {}] = link as AnyLink;
      const path = `/${segments.map(segment => encodeSegment(pattern, segment, params)).join('/')}`;
      refuseUnreadable(pattern, path);
      return path + encodeQuery(query);
    },
  };
}

function encodeSegment(pattern: string, segment: PatternSegment, params: AnyParams): string {
  if (segment.kind === 'static') return encodeURIComponent(segment.text);
  const given = params[segment.name];
  const value = segment.kind === 'param' ? segment.matcher.parse(String(given)) : given;
  if (given === undefined || given === '' || value === undefined || !String(value).isWellFormed()) {
    throw new TypeError(
      `A link to '${pattern}' cannot have '${given}' as '${segment.name}': give a value of its type.`,
    );
  }
  if (segment.kind === 'rest') return String(value).split('/').map(encodeURIComponent).join('/');
  return encodeURIComponent(value + segment.suffix);
}

/** Whatever the router would refuse or redirect is no link. */
function refuseUnreadable(pattern: string, path: string): void {
  const parsed = parsePath(path);
  const fault = parsed.kind === 'malformed' ? parsed.reason : 'The path has an empty segment.';
  if (parsed.kind === 'path' && parsed.canonical === path) return;
  throw new TypeError(`A link to '${pattern}' would be '${path.slice(0, 200)}'. ${fault} Check the parameters first.`);
}

function encodeQuery(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  }
  return search.size === 0 ? '' : `?${search}`;
}
