import { z } from 'zod';
import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { compareBoards } from '../file/compare-boards.ts';
import { authorOf } from '../kept/author-of.ts';
import { type KeptVersion, MAX_NAMED } from '../kept/versions.ts';
import { withPlaces } from '../layout/with-places.ts';
import { requireDashboard } from '../require-dashboard.ts';
import type { Dashboard, DashboardStore } from '../store.ts';
import { readVersion } from './read-version.ts';
import { VersionPage } from './version-page.tsx';
import { VersionsPage } from './versions-page.tsx';

export interface VersionsRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly clock: { readonly now: () => number; readonly timeZone: string };
}

const NAME_MAX_CHARS = 100;
const Answer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('name'), name: z.string().trim().max(NAME_MAX_CHARS) }),
  z.object({ answer: z.literal('restore') }),
]);

/** What a dashboard was before: a list, any two of them compared, and the way back. */
export function mountVersions(router: PatternRouter, options: VersionsRoutesOptions): void {
  const { state, audit, store, guard, shell, clock } = options;

  const require = (slug: string, id: number): KeptVersion => {
    const version = store.versions.find(slug, id);
    if (!version) throw new HttpError(404, 'There is no such version any more. The list shows those that are kept.');
    return version;
  };

  const show = (dashboard: Dashboard, version: KeptVersion, against: string | null, error?: string): Response => {
    const all = store.versions.list(dashboard.slug);
    const other = all.find(({ id }) => String(id) === against) ?? all[all.findIndex(({ id }) => id === version.id) + 1];
    const [before, after] = [other && readVersion(other), readVersion(version)];
    const difference = before && after && compareBoards(withPlaces(before), withPlaces(after));
    const props = { shell, clock, dashboard, version, all, other, difference, error, isReadable: after !== undefined };
    return htmlResponse(<VersionPage {...props} />, error === undefined ? 200 : 409);
  };

  router.on(routes.dashboardVersions, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params: { slug }, url }) => {
        const dashboard = requireDashboard(store, slug);
        const all = store.versions.list(slug);
        const from = Math.max(
          0,
          all.findIndex(({ id }) => String(id) === url.searchParams.get('from')),
        );
        return htmlResponse(<VersionsPage {...{ shell, clock, dashboard, from }} versions={all} />);
      }),
    },
  });

  router.on(routes.dashboardVersion, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params: { slug, id }, url }) =>
        show(requireDashboard(store, slug), require(slug, id), url.searchParams.get('against')),
      ),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params: { slug, id }, request, signal }, who) => {
        const parsed = Answer.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success) throw new HttpError(400, `A name has ${NAME_MAX_CHARS} characters at most.`);
        const dashboard = requireDashboard(store, slug);
        const version = require(slug, id);
        if (parsed.data.answer === 'name') {
          const { name } = parsed.data;
          const named = await state.transactional.batch(() => store.nameVersion(slug, id, name));
          if (named === 'full')
            return show(
              dashboard,
              version,
              null,
              `${MAX_NAMED} versions have a name, which is the limit. Take one away first.`,
            );
          return seeOther(routes.dashboardVersions.href({ slug }));
        }
        const definition = readVersion(version);
        if (!definition) return show(dashboard, version, null, UNREADABLE);
        const words = `Restored ${version.name === undefined ? `version ${version.version}` : `“${version.name}”`}`;
        await state.transactional.batch(() => {
          if (store.edit(slug, () => definition, { author: authorOf(who), words }))
            audit.note({ who: audit.by(request), action: 'dashboard restored', subject: slug, detail: words });
        });
        return seeOther(routes.dashboardEdit.href({ slug }, { done: 1 }));
      }),
    },
  });
}

const UNREADABLE = 'This version was kept by another version of Telltale, and cannot be read any more.';
