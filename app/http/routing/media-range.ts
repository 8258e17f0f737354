/** A media range of `Accept` (RFC 9110 12.5.1), or a media type, which is a range without stars. */
export interface MediaRange {
  /** Type and subtype in lower case, without parameters. Either may be a star; a subtype may be `*+json`. */
  readonly essence: string;
  /** Its own parameters, such as `version` with `0.0.4`: names in lower case, values without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  /** From 0, refused, to 1. */
  readonly weight: number;
}

/** So many ranges of one header are looked at; the ones behind are as if not sent. Browsers send about eight. */
export const MAX_MEDIA_RANGES = 64;

const ESSENCE = /^(?:\*\/\*|[!#$%&'+.^_`|~0-9a-z-]+\/(?:\*(?:\+[!#$%&'.^_`|~0-9a-z-]+)?|[!#$%&'+.^_`|~0-9a-z-]+))$/i;
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
  const [essence = '', ...rest] = splitUnquoted(value, ';').map(part => part.trim());
  if (!ESSENCE.test(essence)) return undefined;
  const parameters = new Map(rest.filter(part => part !== '').map(parseParameter));
  const weight = parameters.get('q');
  parameters.delete('q');
  return { essence: essence.toLowerCase(), parameters, weight: weight === undefined ? 1 : parseWeight(weight) };
}

/** Whether the range of an `Accept` covers the type. Parameters do not count: each type we answer in has one form only. */
export function covers({ essence }: MediaRange, type: string): boolean {
  if (essence === type || essence === ANY) return true;
  const star = essence.indexOf('/*');
  if (star < 0) return false;
  return type.startsWith(essence.slice(0, star + 1)) && type.endsWith(essence.slice(star + 2));
}

/** Whether content of that type is what the range asks for: it is covered, and has all parameters of the range. */
export function includes(range: MediaRange, type: MediaRange): boolean {
  if (!covers(range, type.essence)) return false;
  for (const [name, value] of range.parameters) if (type.parameters.get(name) !== value) return false;
  return true;
}

/** How closely the range names a type. One with parameters speaks of a form we do not have, so it stands lower. */
export function specificity({ essence, parameters }: MediaRange): number {
  if (essence === ANY) return 0;
  if (essence.includes('*')) return 1;
  return parameters.size > 0 ? 2 : 3;
}

function parseParameter(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  const [name, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return [name.toLowerCase(), isQuoted ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value];
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
