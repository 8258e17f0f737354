import { HttpError } from '../../http/http-error.ts';
import type { FollowLinesOptions } from '../follow-lines.ts';
import { parseLogView } from './log-view.ts';

/** Streams that one reader follows, where it does not follow all. */
const MAX_STREAMS = 50;
/** Lines of before. */
const USUAL_LAST = 10;
const MAX_LAST = 1000;

/** What a program asks to follow: the parameters of a page, `stream` several times, and from where on. @throws HttpError */
export function parseFollowing(url: URL): Omit<FollowLinesOptions, 'signal'> {
  const { search, fields, levels } = parseLogView(url);
  const query = url.searchParams;
  const streams = [...new Set(query.getAll('stream').filter(name => name !== ''))];
  if (streams.length > MAX_STREAMS) throw new HttpError(400, `Name at most ${MAX_STREAMS} streams, or none for all.`);
  const after = numberOf(query, 'after', Number.MAX_SAFE_INTEGER);
  const last = numberOf(query, 'last', MAX_LAST) ?? USUAL_LAST;
  return { wish: { search, fields, levels, streams }, from: after === undefined ? { last } : { after } };
}

function numberOf(query: URLSearchParams, name: string, max: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,16}$/.test(text) && Number(text) <= max) return Number(text);
  throw new HttpError(400, `"${name}" must be a whole number from 0 to ${max}.`);
}
