import type { Labels } from '../history/reading.ts';

/** Which series the list shows. */
export interface Wanted {
  /** Text in the name or the labels; empty for all. */
  readonly search: string;
  /** Labels that must be just so. */
  readonly labels: Labels;
  /** From 1. */
  readonly page: number;
}

const SEARCH_MAX_CHARS = 200;
/** Labels that one address can ask for; further ones are left out. */
const MAX_LABELS = 8;
const LABEL_MAX_CHARS = 1000;
const MAX_PAGE = 20;

/** `?q=temp&label=room=kitchen&page=2` */
export function readWanted({ searchParams }: URL): Wanted {
  const pairs = searchParams.getAll('label').flatMap(text => {
    const at = text.indexOf('=');
    return at > 0 && text.length <= LABEL_MAX_CHARS ? [[text.slice(0, at), text.slice(at + 1)] as const] : [];
  });
  const page = Number(/^\d{1,3}$/.exec(searchParams.get('page') ?? '')?.[0] ?? 1);
  return {
    search: (searchParams.get('q') ?? '').trim().slice(0, SEARCH_MAX_CHARS),
    labels: Object.fromEntries(pairs.slice(0, MAX_LABELS)),
    page: Math.min(MAX_PAGE, Math.max(1, page)),
  };
}

/** As an address has it; what is not said is left out. */
export function wantedQuery({ search, labels, page }: Wanted): Record<string, string | number | readonly string[]> {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return { ...(search && { q: search }), ...(pairs.length > 0 && { label: pairs }), ...(page > 1 && { page }) };
}
