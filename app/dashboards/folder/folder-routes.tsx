import { z } from 'zod';
import type { Actor, Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { authorOf } from '../kept/author-of.ts';
import type { Author } from '../kept/edit-by.ts';
import { type DashboardStore, MAX_DASHBOARDS } from '../store.ts';
import type { BoardFolder, Decided } from './board-folder.ts';
import type { Answer } from './file-decision.tsx';
import { FilePage } from './file-page.tsx';
import { seenOf } from './filed-board.ts';

export interface FolderRoutesOptions {
  readonly folder: BoardFolder;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly shell: PageShell;
}

const Decision = z.object({
  answer: z.enum(['take', 'keep', 'write', 'forget']),
  seen: z.string(),
  back: z.enum(['settings']).optional(),
});

const DEEDS: Readonly<Record<Answer, string>> = {
  take: 'the file took its place',
  keep: 'it stays as it is, beside its file',
  write: 'written into its file',
  forget: 'its file, which is gone, is not spoken of any more',
};

const CHANGED = 'Something was changed since you looked, and nothing was done. This is how it is now.';
const FULL = `There are ${MAX_DASHBOARDS} dashboards, which is the limit. Delete one first.`;

/** A dashboard and its file in the data folder: what differs, and what a person decides about it. */
export function mountFolder(router: PatternRouter, { folder, audit, store, guard, shell }: FolderRoutesOptions): void {
  const show = (slug: string, error?: string): Response => {
    const mine = store.find(slug);
    const unfiled = mine && { mine, seen: seenOf(mine, undefined), isNameTaken: folder.isNameTaken(slug) };
    const filed = folder.find(slug) ?? unfiled;
    if (!filed) throw new HttpError(404, `There is no dashboard "${slug}", and no file of one.`);
    const status = error === undefined ? 200 : 409;
    return htmlResponse(<FilePage shell={shell} slug={slug} filed={filed} {...(error && { error })} />, status);
  };

  const carryOut = async (
    who: Actor,
    author: Author,
    answer: Answer,
    slug: string,
    seen: string,
  ): Promise<Decided | { readonly why: string }> => {
    const entry = { who, action: 'dashboard file', subject: slug, detail: DEEDS[answer] } as const;
    const whyNot = (decided: Decided) => (decided === 'done' ? undefined : `: ${decided}`);
    try {
      const { write: writeFile } = folder;
      if (answer === 'write') return await audit.around(entry, () => writeFile(slug, seen), whyNot);
      return await folder[answer](slug, seen, () => audit.note(entry), author);
    } catch (error) {
      const { code, syscall } = error as { code?: string; syscall?: string };
      if (answer !== 'write' || syscall === undefined) throw error;
      return { why: `The file cannot be written (${code}). Look whether Telltale may write in the folder dashboards.` };
    }
  };

  router.on(routes.dashboardInFolder, {
    GET: {
      offers: ['page'],
      handler: guard.own(async ({ params }) => {
        await folder.look();
        return show(params.slug);
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params: { slug }, request, signal }, who) => {
        const parsed = Decision.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success)
          throw new HttpError(400, 'This form cannot be read. Load the page anew, and send it again.');
        const { answer, seen, back } = parsed.data;
        await folder.look();
        const decided = await carryOut(audit.by(request), authorOf(who), answer, slug, seen);
        if (typeof decided === 'object') return show(slug, decided.why);
        if (decided !== 'done') return show(slug, decided === 'full' ? FULL : CHANGED);
        if (back === 'settings') return seeOther(`${routes.settings.href()}#dashboard-files`);
        return seeOther(store.find(slug) ? routes.dashboard.href({ slug }) : routes.home.href());
      }),
    },
  });
}
