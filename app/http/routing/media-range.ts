/** A media range of `Accept` (RFC 9110 12.5.1), or a media type, which is a range without stars. */
export interface MediaRange {
  /** Type and subtype in lower case, without parameters; either may be a star. */
  readonly essence: string;
  /** Whether it has parameters of its own, such as `;version=0.0.4`. */
  readonly isNarrowed: boolean;
  /** From 0, refused, to 1. */
  readonly weight: number;
}

/** So many ranges of one header are looked at; the ones behind are as if not sent. Browsers send about eight. */
export const MAX_MEDIA_RANGES = 64;

const ESSENCE = /^(?:\*\/\*|[!#$%&'+.^_`|~0-9a-z-]+\/(?:\*|[!#$%&'+.^_`|~0-9a-z-]+))$/i;
const ANY = '*/*';
const WEIGHT = /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/;

/** Reads a list of media ranges. What is not a range is left out; a malformed weight is 0, refused, and never 1. */
export function parseMediaRanges(list: string): readonly MediaRange[] {
  return splitUnquoted(list, ',')
    .slice(0, MAX_MEDIA_RANGES)
    .map(parseMediaRange)
    .filter(range => range !== undefined);
}

/** Reads one media range or type, such as the value of `Content-Type`. */
export function parseMediaRange(value: string): MediaRange | undefined {
  const [essence = '', ...parameters] = splitUnquoted(value, ';').map(part => part.trim());
  if (!ESSENCE.test(essence)) return undefined;
  const weight = parameters.find(parameter => /^q=/i.test(parameter));
  const own = parameters.filter(parameter => parameter !== '' && parameter !== weight);
  return {
    essence: essence.toLowerCase(),
    isNarrowed: own.length > 0,
    weight: weight === undefined ? 1 : parseWeight(weight.slice(2)),
  };
}

/** Whether the range covers the type. Parameters do not count: each of our media types has one form only. */
export function covers(range: MediaRange, type: string): boolean {
  if (range.essence === type || range.essence === ANY) return true;
  return isWholeType(range) && type.startsWith(range.essence.slice(0, -1));
}

/** How closely the range names a type. One with parameters speaks of a form we do not have, so it stands lower. */
export function specificity(range: MediaRange): number {
  if (range.essence === ANY) return 0;
  if (isWholeType(range)) return 1;
  return range.isNarrowed ? 2 : 3;
}

function isWholeType(range: MediaRange): boolean {
  return range.essence.endsWith('/*');
}

function parseWeight(text: string): number {
  return WEIGHT.test(text) ? Number(text) : 0;
}

/** Splits where the separator stands outside of quoted strings. */
function splitUnquoted(text: string, separator: string): readonly string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (isQuoted && text[at] === '\\') at++;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
