import { HttpError } from '../../http/http-error.ts';
import { routes } from '../../routes.ts';
import { sumUp } from '../file/compare-boards.ts';
import { type BoardProblem, sayProblem } from '../file/read-board-file.ts';
import { MAX_DASHBOARDS } from '../store.ts';
import type { Imported, ImportWish } from './import-board.ts';

const FLAG = /^(?:|1|true)$/;

/** `?replace=1`, `?copy=1`, and `?version=3` of the dashboard that may be replaced. @throws HttpError 400 */
export function readWish(query: URLSearchParams): ImportWish {
  const [wantsReplace, wantsCopy] = ['replace', 'copy'].map(name => FLAG.test(query.get(name) ?? 'no'));
  const version = query.get('version');
  if (wantsReplace && wantsCopy) throw new HttpError(400, 'Write replace=1 or copy=1, not both.');
  if (version !== null && !/^\d{1,15}$/.test(version)) throw new HttpError(400, 'version is a whole number.');
  if (wantsReplace) return { kind: 'replace', version: version === null ? undefined : Number(version) };
  return { kind: wantsCopy ? 'copy' : 'ask' };
}

/** The outcome for programs. */
export function importedJson(imported: Imported): Response {
  const answer = (status: number, body: object) =>
    Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
  switch (imported.kind) {
    case 'full':
      return answer(409, { error: FULL });
    case 'differs': {
      const { mine, difference } = imported;
      const error =
        `There is a dashboard "${mine.slug}" already, and it is another one: ${sumUp(difference)}. Nothing was changed. ` +
        'Send it with replace=1 to take its place, or with copy=1 to keep both.';
      return answer(409, { error, slug: mine.slug, version: mine.version, difference });
    }
    default: {
      const { kind, dashboard } = imported;
      const { slug, version } = dashboard;
      const isNew = kind === 'created' || kind === 'copied';
      return answer(isNew ? 201 : 200, { outcome: kind, slug, version, href: routes.dashboard.href({ slug }) });
    }
  }
}

export const FULL = `There are ${MAX_DASHBOARDS} dashboards, which is the limit. Delete one first.`;

/** A file that cannot be read, for programs. */
export function problemsJson(problems: readonly BoardProblem[]): Response {
  const body = { error: problems.map(sayProblem).join(' '), problems };
  return Response.json(body, { status: 400, headers: { 'Cache-Control': 'no-store' } });
}
