/**
 * Whether an `Accept-Encoding` prefers gzip to nothing (RFC 9110, section 12.5.3): a quality above zero that is no less than
 * that of `identity`, where it gives one. Without the header, as from `curl`, nothing is compressed.
 */
export function acceptsGzip(accepted: string | null): boolean {
  const qualities = new Map((accepted ?? '').toLowerCase().split(',').map(toEntry));
  const quality = qualities.get('gzip') ?? qualities.get('x-gzip') ?? qualities.get('*') ?? 0;
  return quality > 0 && quality >= (qualities.get('identity') ?? 0);
}

/** A coding and its quality; one that cannot be read counts as none. */
function toEntry(text: string): [coding: string, quality: number] {
  const [coding = '', ...parameters] = text.split(';').map(part => part.trim());
  const q = parameters.find(parameter => /^q\s*=/.test(parameter));
  if (q === undefined) return [coding, 1];
  const value = /^q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.exec(q)?.[1];
  return [coding, Number(value ?? 0)];
}
