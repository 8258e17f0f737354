import { ConfirmPage } from '../../components/confirm.tsx';
import { panelCount } from '../../components/format/panel-count.ts';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { requireDashboard } from './require-dashboard.ts';
import type { DashboardStore } from './store.ts';

export interface RemovalRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: Pick<DashboardStore, 'find' | 'remove'>;
  readonly guard: Guard;
  readonly shell: PageShell;
}

/** A dashboard is deleted after a question. */
export function mountRemoval(router: PatternRouter, { state, audit, store, guard, shell }: RemovalRoutesOptions): void {
  router.on(routes.dashboardRemoval, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params }) => {
        const { definition } = requireDashboard(store, params.slug);
        return htmlResponse(
          <Page shell={shell} title={`Delete ${definition.title}`} room="home">
            <ConfirmPage
              id="removal"
              title={`Delete “${definition.title}”?`}
              action={routes.dashboardRemoval.href(params)}
              confirm="Delete dashboard"
              cancelHref={routes.dashboard.href(params)}
            >
              <p>Its panels go with it ({panelCount(definition.panels.length)}). The readings stay.</p>
            </ConfirmPage>
          </Page>,
        );
      }),
    },
    POST: guard.own(async ({ params, request }) => {
      await state.transactional.batch(() => {
        const title = store.find(params.slug)?.definition.title;
        if (store.remove(params.slug))
          audit.note({ who: audit.by(request), action: 'dashboard deleted', subject: params.slug, detail: title });
      });
      return seeOther(routes.home.href());
    }),
  });
}
