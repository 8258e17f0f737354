import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { AuthStore } from '../auth/store.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { composeDashboard } from '../dashboards/compose.ts';
import type { BoardSources } from '../dashboards/live.ts';
import { type DashboardStore, MAX_DASHBOARDS } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { createMatcher } from '../history/select.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { runScreen } from '../http/run-screen.ts';
import { routes } from '../routes.ts';
import { INBOX, MACHINE_SLUG, startFeed } from './feed.ts';
import { selectorsOf } from './leads.ts';
import { HomePage } from './page.tsx';
import { waysToSend } from './ways-to-send.ts';

export interface HomeRoutesOptions {
  readonly state: State;
  readonly auth: AuthStore;
  readonly writeToken: WriteToken;
  readonly dashboards: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources & { readonly history: Pick<History, 'append' | 'series'> };
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
}

/** Home: what arrives and is on no dashboard, the dashboards, and this machine. */
export function mountHome(router: PatternRouter, options: HomeRoutesOptions): void {
  const { state, auth, writeToken, dashboards, guard, live, shell, sources, publicUrl } = options;

  const scene = (mayEdit: boolean): Scene => ({
    name: `home ${mayEdit ? 'owner' : 'reader'}`,
    start: () => runScreen(events => startFeed(options, mayEdit, events), sources.onError),
  });

  router.on(routes.home, {
    GET: guard.read(({ url }, who) => {
      const mayEdit = hasRight(who, 'own');
      return live.draw(scene(mayEdit), screen => {
        const token = (mayEdit && writeToken.read()) || 'TOKEN';
        return htmlResponse(
          <HomePage
            shell={shell}
            live={liveLink(sources, routes.homeLive.href({}, { cursor: screen.cursor }))}
            screen={screen}
            ways={waysToSend((publicUrl ?? url).origin, token)}
            way={url.searchParams.get('how') ?? 'curl'}
            mayEdit={mayEdit}
            needsPassword={who.kind === 'person' && !auth.owner()?.passwordHash}
            hasMachine={dashboards.find(MACHINE_SLUG) !== undefined}
          />,
        );
      });
    }),
  });

  router.on(routes.homeLive, {
    GET: ({ request }) => live.stream(request, scene(hasRight(guard.identify(request), 'own'))),
  });

  router.on(routes.trialReading, {
    POST: guard.own(async () => {
      const reading = { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4, atMs: sources.now() };
      const { refused } = await sources.history.append([reading]);
      if (refused[0]) throw new HttpError(503, refused[0].reason);
      return seeOther(routes.home.href());
    }),
  });

  router.on(routes.inboxDashboards, {
    POST: guard.own(async () => {
      const shown = dashboards
        .list()
        .flatMap(selectorsOf)
        .map(selector => createMatcher(selector));
      const signals = (await sources.history.series(INBOX)).filter(series => !shown.some(matches => matches(series)));
      if (signals.length === 0) return seeOther(routes.home.href());
      const definition = composeDashboard(signals[0]!.metric, signals);
      const made = await state.transactional.batch(() => dashboards.create(definition));
      if (!made)
        throw new HttpError(409, `There are ${MAX_DASHBOARDS} dashboards, which is the limit. Delete one first.`);
      return seeOther(routes.dashboard.href({ slug: made.slug }));
    }),
  });
}
