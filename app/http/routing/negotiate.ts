import { covers, type MediaRange, parseMediaRanges, specificity } from './media-range.ts';

/** What an `Accept` comes to. */
export interface Negotiated {
  readonly type: string;
  /** The client wrote this very type, not a range with a star. */
  readonly isNamed: boolean;
}

/**
 * The media type to answer with, by RFC 9110 12.5.1: for each type the most specific range decides; then the greatest
 * weight wins, then the more specific range, then the order of `types`. No `Accept`, or an empty one, takes anything.
 * Undefined: the client refuses them all.
 */
export function negotiate(accept: string | null, types: readonly string[]): Negotiated | undefined {
  if (accept === null || accept.trim() === '' || accept === '*/*') return { type: types[0]!, isNamed: false };
  const ranges = parseMediaRanges(accept);
  let best: { readonly type: string; readonly range: MediaRange } | undefined;
  for (const type of types) {
    const range = mostSpecific(ranges, type);
    if (range === undefined || range.weight === 0) continue;
    if (best === undefined || isBetter(range, best.range)) best = { type, range };
  }
  return best && { type: best.type, isNamed: best.range.essence === best.type };
}

function mostSpecific(ranges: readonly MediaRange[], type: string): MediaRange | undefined {
  let found: MediaRange | undefined;
  for (const range of ranges) {
    if (!covers(range, type)) continue;
    if (found === undefined || specificity(range) > specificity(found)) found = range;
  }
  return found;
}

function isBetter(range: MediaRange, than: MediaRange): boolean {
  if (range.weight !== than.weight) return range.weight > than.weight;
  return specificity(range) > specificity(than);
}
