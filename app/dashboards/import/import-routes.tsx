import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { type BodyLimits, FORM_TYPES, readBody } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { BOARD_FILE_MAX_BYTES, readBoardFile } from '../file/read-board-file.ts';
import { writeBoardFile } from '../file/write-board-file.ts';
import { authorOf } from '../kept/author-of.ts';
import { type DashboardStore, slugOf } from '../store.ts';
import { DiffersPage } from './differs-page.tsx';
import { fetchBoardFile } from './fetch-board-file.ts';
import { type ImportWish, importBoard } from './import-board.ts';
import { FULL, importedJson, problemsJson, readWish } from './import-json.ts';
import { ImportPage, type ImportPageProps } from './import-page.tsx';
import { type ImportForm, readImportForm } from './read-import-form.ts';

export interface ImportOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly shell: PageShell;
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly who: Identity;
}

const LIMITS: BodyLimits = {
  ...{ receivedBytes: BOARD_FILE_MAX_BYTES, plainBytes: BOARD_FILE_MAX_BYTES },
  plainPerReceivedByte: 1000,
};

/** A dashboard from a file: JSON from programs, a form from people. Nothing is overwritten that was not looked at. */
export function mountImport(router: PatternRouter, { state, audit, store, guard, shell }: ImportOptions): void {
  const { batch } = state.transactional;
  const page = (props: Omit<ImportPageProps, 'shell'> = {}, status = 200) =>
    htmlResponse(<ImportPage shell={shell} {...props} />, status);

  const keep = ({ request, who }: Asked, board: Parameters<typeof importBoard>[1], wish: ImportWish) =>
    batch(() => {
      const imported = importBoard(store, board, wish, authorOf(who));
      if ('dashboard' in imported && imported.kind !== 'unchanged')
        audit.note({
          ...{ who: audit.by(request), action: 'dashboard imported', subject: imported.dashboard.slug },
          detail: `${imported.kind}: ${imported.dashboard.definition.title}`,
        });
      return imported;
    });

  const takeJson = async (asked: Asked): Promise<Response> => {
    const { request, url, signal } = asked;
    const wish = readWish(url.searchParams);
    const read = readBoardFile((await readBody(request, LIMITS, signal)).toString('utf8'));
    if (!read.ok) return problemsJson(read.problems);
    return importedJson(await keep(asked, read, wish));
  };

  const take = async (asked: Asked, { answer, version, url }: ImportForm, text: string): Promise<Response> => {
    const read = readBoardFile(text);
    if (!read.ok) return page({ problems: read.problems, ...(url === undefined ? { text } : { url }) }, 422);
    const kind = answer === 'replace' || answer === 'copy' ? answer : 'ask';
    const imported = await keep(asked, read, { kind, version });
    if (imported.kind === 'full') return page({ error: FULL }, 409);
    if (imported.kind !== 'differs') return seeOther(routes.dashboard.href({ slug: imported.dashboard.slug }));
    const slug = read.slug ?? slugOf(read.definition.title);
    const clean = writeBoardFile({ slug, definition: read.definition });
    const { mine, difference } = imported;
    return htmlResponse(<DiffersPage shell={shell} mine={mine} difference={difference} text={clean} />, 409);
  };

  const takeForm = async (asked: Asked): Promise<Response> => {
    const { request, signal } = asked;
    let form: ImportForm | undefined;
    try {
      form = await readImportForm(request, signal);
      const text = form.text ?? (await fetchBoardFile(form.url!, { signal }));
      if (Buffer.byteLength(text) > BOARD_FILE_MAX_BYTES) throw new HttpError(422, 'This has more than 1 MiB.');
      return await take(asked, form, text);
    } catch (error) {
      if (!(error instanceof HttpError) || error.status !== 422) throw error;
      return page({ error: error.message, ...(form?.url !== undefined && { url: form.url }) }, 422);
    }
  };

  // Whatever type curl calls it: it is JSON, or refused with its line.
  router.on(routes.dashboards, { POST: guard.own((ctx, who) => takeJson({ ...ctx, who })) });

  router.on(routes.dashboardImport, {
    GET: { offers: ['page'], handler: guard.own(() => page()) },
    POST: {
      accepts: [...FORM_TYPES, 'multipart/form-data'],
      handler: guard.own((ctx, who) => takeForm({ ...ctx, who })),
    },
  });
}
