import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight, type Identity } from '../auth/identity.ts';
import type { AuthStore } from '../auth/store.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { type ComposedSignal, composeDashboard } from '../dashboards/compose.ts';
import { authorOf } from '../dashboards/kept/author-of.ts';
import type { BoardSources } from '../dashboards/live.ts';
import { type DashboardStore, MAX_DASHBOARDS } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { runScreen } from '../http/run-screen.ts';
import type { Screen } from '../http/screen.ts';
import { textOf } from '../http/text-feed.ts';
import { forAddress, forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { startFeed } from './feed.ts';
import type { ArrivalSources } from './inbox/arrivals.ts';
import { signalsToPlace } from './inbox/signals-to-place.ts';
import { homeJson } from './json.ts';
import { HomeContent, HomePage, type HomeProps } from './page.tsx';
import { MACHINE_SLUG } from './seen-of-boards.ts';
import { waysToSend } from './ways-to-send.ts';

export interface HomeRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly auth: AuthStore;
  readonly writeToken: WriteToken;
  readonly dashboards: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources & ArrivalSources & { readonly history: Pick<History, 'append' | 'series' | 'latest'> };
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
}

/** Home: what arrives and is on no dashboard, the dashboards, and this machine. */
export function mountHome(router: PatternRouter, options: HomeRoutesOptions): void {
  const { state, audit, auth, writeToken, dashboards, guard, live, shell, sources, publicUrl } = options;

  const scene = (request: Request, mayEdit: boolean): Scene => {
    const own = { ...options, sources: forReader(sources, request) };
    return {
      name: `home ${own.sources.timeZone} ${mayEdit ? 'owner' : 'reader'}`,
      start: () => runScreen(events => startFeed(own, mayEdit, events), sources.onError),
    };
  };

  const homeProps = (screen: Screen, who: Identity | undefined, url: URL): HomeProps => {
    const mayEdit = hasRight(who, 'own');
    const token = (mayEdit && writeToken.read()) || 'TOKEN';
    return {
      screen,
      ways: waysToSend((publicUrl ?? url).origin, token),
      way: url.searchParams.get('how') ?? 'curl',
      mayEdit,
      needsPassword: who?.kind === 'person' && !auth.owner()?.passwordHash,
      hasMachine: dashboards.find(MACHINE_SLUG) !== undefined,
    };
  };
  const stream = (request: Request) => live.stream(request, scene(request, hasRight(guard.identify(request), 'own')));

  router.represent(routes.home, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { who, mayEdit: hasRight(who, 'own') };
    },
    page: ({ who, mayEdit }, { request, url }) =>
      live.draw(scene(request, mayEdit), screen => {
        const link = liveLink(forReader(sources, request), routes.homeLive.href({}, { cursor: screen.cursor }));
        return htmlResponse(<HomePage shell={shell} live={link} {...homeProps(screen, who, url)} />);
      }),
    fragment: ({ who, mayEdit }, { request, url }) =>
      live.draw(scene(request, mayEdit), screen => fragmentResponse(<HomeContent {...homeProps(screen, who, url)} />)),
    json: async () => Response.json(await homeJson(options), { headers: { 'Cache-Control': 'no-store' } }),
    text: ({ mayEdit }, ctx) =>
      textOf(events => startFeed({ ...options, sources: forAddress(sources, ctx) }, mayEdit, events), ctx),
    events: (_, { request }) => stream(request),
  });

  router.represent(routes.homeLive, {
    offers: ['events'],
    load: ({ request }) => request,
    events: request => stream(request),
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
    POST: guard.own(async ({ request }, who) => {
      const signals = await signalsToPlace(sources, dashboards.list());
      if (signals.length === 0) return seeOther(routes.home.href());
      const [first] = signals as [ComposedSignal];
      const definition = composeDashboard(first.kind === 'reading' ? first.metric : first.name, signals);
      const made = await state.transactional.batch(() => {
        const created = dashboards.create(definition, undefined, authorOf(who));
        if (created) audit.note({ who: audit.by(request), action: 'dashboard made', subject: created.slug });
        return created;
      });
      if (!made)
        throw new HttpError(409, `There are ${MAX_DASHBOARDS} dashboards, which is the limit. Delete one first.`);
      return seeOther(routes.dashboard.href({ slug: made.slug }));
    }),
  });
}
