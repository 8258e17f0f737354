import { HttpError } from '../http/http-error.ts';
import type { AuditQuery } from './store.ts';

const PAGE_LINES = 50;
const MAX_PAGE_LINES = 1000;
const SEARCH_MAX_CHARS = 200;

/** `?who=ann&action=dashboard&subject=attic&before=1200&limit=50`. @throws HttpError 400 for a number that is none. */
export function readQuery({ searchParams }: URL): AuditQuery {
  const words = (name: string) => (searchParams.get(name) ?? '').trim().slice(0, SEARCH_MAX_CHARS);
  const count = (name: string): number | undefined => {
    const text = words(name);
    if (text === '') return undefined;
    if (!/^\d{1,15}$/.test(text)) throw new HttpError(400, `${name} is a whole number, such as 50.`);
    return Number(text);
  };
  const limit = Math.min(MAX_PAGE_LINES, Math.max(1, count('limit') ?? PAGE_LINES));
  return { who: words('who'), action: words('action'), subject: words('subject'), before: count('before'), limit };
}
