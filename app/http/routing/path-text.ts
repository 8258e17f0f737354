const SLASH = 0x2f;
const DOT = 0x2e;

/** What a character is to a path: of a segment, its end, or the end of the path. Any other is not plain. */
const INSIDE = 1;
const BETWEEN = 2;
const AFTER = 3;
const ROLES = Uint8Array.from({ length: 128 }, (_, code) => roleOf(String.fromCharCode(code)));

/**
 * A path that a lookup follows from one `/` to the next: as it stands in a URL, or, when something is to be decoded, in its
 * canonical form. As it stands it is read only as far as patterns lead, each character about once, and nothing is kept of it
 * but what a parameter takes.
 */
export class PathText {
  text = '';
  isEncoded = false;
  /** Where a lookup begins: at the first `/`; behind it when it is the whole path. */
  start = 0;

  begin(text: string, start: number, isEncoded: boolean): void {
    this.text = text;
    this.isEncoded = isEncoded;
    const isRoot = start + 1 === text.length || ROLES[text.charCodeAt(start + 1)] === AFTER;
    this.start = isRoot ? start + 1 : start;
  }

  /** Whether the segment that ends here is the last one. */
  isOver(end: number): boolean {
    return end === this.text.length || this.text.charCodeAt(end) !== SLASH;
  }

  /** Whether a segment may end here. */
  isEnd(at: number): boolean {
    return at === this.text.length || ROLES[this.text.charCodeAt(at)]! >= BETWEEN;
  }

  /** Where the segment ends that begins here; -1 for one that is empty, a dot segment or, as it stands, not plain. */
  endOf(from: number): number {
    const { text } = this;
    let at = from;
    while (at < text.length && ROLES[text.charCodeAt(at)] === INSIDE) at++;
    if (!this.isEnd(at)) return this.isEncoded ? endOfEncoded(text, at) : -1;
    return at === from || isDotSegment(text, from, at) ? -1 : at;
  }

  cut(from: number, end: number): string {
    const segment = this.text.slice(from, end);
    return this.isEncoded ? decodeURIComponent(segment) : segment;
  }

  /** All segments from this place on; undefined where `endOf` knows no end. */
  segmentsFrom(from: number): readonly string[] | undefined {
    const segments: string[] = [];
    for (let end = from - 1; !this.isOver(end); ) {
      const begin = end + 1;
      end = this.endOf(begin);
      if (end < 0) return undefined;
      segments.push(this.cut(begin, end));
    }
    return segments;
  }
}

function endOfEncoded(text: string, from: number): number {
  const slash = text.indexOf('/', from);
  return slash < 0 ? text.length : slash;
}

function isDotSegment(text: string, from: number, end: number): boolean {
  if (text.charCodeAt(from) !== DOT) return false;
  return end - from === 1 || (end - from === 2 && text.charCodeAt(from + 1) === DOT);
}

function roleOf(character: string): number {
  if (character === '/') return BETWEEN;
  if (character === '?' || character === '#') return AFTER;
  return /[!-$&-[\]-~]/.test(character) ? INSIDE : 0;
}
