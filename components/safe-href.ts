/** Any address, from which relative ones are read to see what becomes of them. */
const HERE = 'https://here.invalid';
const SAFE = new Set(['http:', 'https:', 'mailto:']);

/** An address as a link may have it: http, https and mailto, or one of this server. Undefined: it leads elsewhere, such as into a script. */
export function safeHref(href: string): string | undefined {
  const trimmed = href.trim();
  if (!URL.canParse(trimmed, HERE)) return undefined;
  const { protocol } = new URL(trimmed, HERE);
  return SAFE.has(protocol) ? trimmed : undefined;
}
