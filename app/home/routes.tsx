import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { AuthStore } from '../auth/store.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { composeDashboard } from '../dashboards/compose.ts';
import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import { DEFAULT_RANGE } from '../dashboards/range.ts';
import { type DashboardStore, MAX_DASHBOARDS } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { createMatcher } from '../history/select.ts';
import { startWatch } from '../history/watch.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import { routes } from '../routes.ts';
import { boardsArea } from './boards.tsx';
import { inboxAreas } from './inbox.tsx';
import { leadOf, selectorsOf } from './leads.ts';
import { OWN_PREFIXES } from './own-metrics.ts';
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

/** Signals that the Inbox shows, the ones with the newest readings. */
const INBOX_SIGNALS = 50;
const INBOX = { exceptPrefixes: OWN_PREFIXES, limit: INBOX_SIGNALS };
const MACHINE_SLUG = 'this-machine';
/** Panels of This machine that Home shows: its first row. */
const MACHINE_COLUMNS = 24;

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

/** Feeds Home: the inbox, the leading numbers of all dashboards, and the first row of This machine. */
async function startFeed({ dashboards, sources }: HomeRoutesOptions, mayEdit: boolean, events: FeedEvents) {
  const all = dashboards.list();
  const leads = all.map(leadOf);
  const onDashboards = all.flatMap(selectorsOf).map(selector => createMatcher(selector));
  const range = DEFAULT_RANGE;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const selectors = [INBOX, ...leads.flatMap(({ selector }) => selector ?? [])];
  const machine = all.find(({ slug }) => slug === MACHINE_SLUG);
  const definition = { panels: firstRow(machine?.definition.panels ?? []) };
  const watch = await startWatch(sources.history, { selectors, grid, now: sources.now, ...events });
  const board = await startBoard(sources, { definition, range, ...events }).catch(error => {
    watch.stop();
    throw error;
  });

  return {
    draw() {
      const nowMs = sources.now();
      const known = watch.select(INBOX);
      const signals = known
        .filter(series => !onDashboards.some(matches => matches(series)))
        .toSorted((a, b) => b.createdMs - a.createdMs);
      const { unitOf } = sources;
      return [
        ...inboxAreas({
          signals: signals.slice(0, INBOX_SIGNALS),
          unitOf,
          nowMs,
          mayEdit,
          isWaiting: known.length === 0,
        }),
        boardsArea({ leads, watch, unitOf, nowMs }),
        clothArea(board.draw()),
      ];
    },
    stop() {
      watch.stop();
      board.stop();
    },
  };
}

function firstRow<P extends { readonly w: number }>(panels: readonly P[]): P[] {
  let columns = 0;
  return panels.filter(({ w }) => {
    columns += w;
    return columns <= MACHINE_COLUMNS;
  });
}
