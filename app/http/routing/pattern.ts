import { type Matcher, namedMatchers, oneOf, text } from './matchers.ts';
import type { ParamTypes } from './params.ts';

export type PatternSegment = StaticSegment | ParamSegment | RestSegment;

export interface StaticSegment {
  readonly kind: 'static';
  readonly text: string;
}

export interface ParamSegment {
  readonly kind: 'param';
  readonly name: string;
  readonly matcher: Matcher;
  /** Static text after the parameter: `.json`, or nothing. */
  readonly suffix: string;
}

export interface RestSegment {
  readonly kind: 'rest';
  readonly name: string;
}

const PARAM = /^:([A-Za-z][A-Za-z0-9_]*)(?:\{([^{}]*)\})?(\.[^:*{}%?#\\\s]+)?$/;
const REST = /^\*([A-Za-z][A-Za-z0-9_]*)$/;
const CHOICE = /^[A-Za-z0-9_-]+(?:\|[A-Za-z0-9_-]+)+$/;
const NOT_STATIC = /[:*{}%?#\\\s]/;

/**
 * Reads a pattern: static segments, `:name`, `:name{type}`, both with a suffix that begins with a dot, and last `*rest`.
 * Static text is written as it reads (`/café`), not percent-encoded.
 *
 * @throws TypeError for anything else, with what to write instead.
 */
export function parsePattern(pattern: string): readonly PatternSegment[] {
  if (!pattern.startsWith('/')) throw refusal(pattern, "begins without '/': write '/' first");
  if (pattern === '/') return [];
  const segments = pattern
    .slice(1)
    .split('/')
    .map(segment => parseSegment(pattern, segment));
  refuseEarlyRest(pattern, segments);
  refuseEqualNames(pattern, segments);
  return segments;
}

/** The parameters of a pattern, in the order of its segments. */
export function namesOf(segments: readonly PatternSegment[]): readonly string[] {
  return segments.flatMap(segment => (segment.kind === 'static' ? [] : [segment.name]));
}

function parseSegment(pattern: string, segment: string): PatternSegment {
  const param = PARAM.exec(segment);
  if (param !== null) {
    const [, name, type, suffix = ''] = param;
    return { kind: 'param', name: name!, matcher: matcherOf(pattern, type), suffix };
  }
  const rest = REST.exec(segment);
  if (rest !== null) return { kind: 'rest', name: rest[1]! };
  return parseStatic(pattern, segment);
}

function matcherOf(pattern: string, type: string | undefined): Matcher {
  if (type === undefined) return text;
  if (Object.hasOwn(namedMatchers, type)) return namedMatchers[type as keyof ParamTypes];
  if (CHOICE.test(type)) return oneOf(type.split('|'));
  throw refusal(
    pattern,
    `has the unknown type {${type}}: write ${Object.keys(namedMatchers).join(', ')} or {one|other}`,
  );
}

function parseStatic(pattern: string, segment: string): StaticSegment {
  if (segment === '') throw refusal(pattern, "has an empty segment: leave '//' and the last '/' out");
  if (segment === '.' || segment === '..') throw refusal(pattern, 'has a dot segment: URLs drop them');
  if (NOT_STATIC.test(segment)) {
    throw refusal(pattern, `has the segment '${segment}': write plain text, :name, :name{type}, :name.suffix or *rest`);
  }
  return { kind: 'static', text: segment };
}

function refuseEarlyRest(pattern: string, segments: readonly PatternSegment[]): void {
  if (segments.slice(0, -1).some(segment => segment.kind === 'rest')) {
    throw refusal(pattern, 'goes on after its *rest: put *rest last');
  }
}

function refuseEqualNames(pattern: string, segments: readonly PatternSegment[]): void {
  const names = namesOf(segments);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refusal(pattern, `names '${twice}' twice: give each parameter its own name`);
}

function refusal(pattern: string, fault: string): TypeError {
  return new TypeError(`The pattern '${pattern}' ${fault}.`);
}
