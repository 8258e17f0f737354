import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Live, Scene } from '../../http/live.ts';
import { liveLink } from '../../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { runScreen } from '../../http/run-screen.ts';
import { timeZoneOf } from '../../http/time-zone.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardFeedSources, startBoardFeed } from '../feed/board-feed.tsx';
import { NO_FOLDS } from '../feed/folds.ts';
import { authorOf } from '../kept/author-of.ts';
import { arrangePanels } from '../layout/arrange-panels.ts';
import { PanelMenu } from '../panel-menu.tsx';
import { DEFAULT_RANGE } from '../range.ts';
import { requireDashboard } from '../require-dashboard.ts';
import type { DashboardStore } from '../store.ts';
import { boardView } from '../view/board-view.ts';
import { Deed } from './deed.ts';
import { type Done, doDeed } from './do-deed.ts';
import { DoneToast } from './done-toast.tsx';
import { peopleArea, savedArea } from './edit-areas.tsx';
import { EditPage } from './edit-page.tsx';
import { HistoryActs } from './history-acts.tsx';
import { loomArea } from './loom.tsx';
import { placesAfter } from './places-after.ts';
import { createPresence } from './presence.ts';
import { Strip, type StripProps } from './strip.tsx';

export interface EditRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly feed: BoardFeedSources;
}

const UNREADABLE = 'This form cannot be read. Load the page anew, and send it again.';

/** The page where a dashboard is built, and what is done on it. */
export function mountEdit(
  router: PatternRouter,
  { state, audit, store, guard, live, shell, feed }: EditRoutesOptions,
): void {
  const { sources } = feed;
  const presence = createPresence();

  const sceneOf = (slug: string, timeZone: string): Scene => {
    // On a narrow screen, where panels stand in their order and not in their place, they are chosen by their menu.
    const look = {
      view: boardView(DEFAULT_RANGE, timeZone),
      board: { slug, mayPress: false },
      menuOf: (panel: PanelDefinition) => <PanelMenu slug={slug} panel={panel} />,
    };
    const options = {
      ...{ slug, look, folds: NO_FOLDS, isBuilding: true },
      more: ({ updatedMs }: { updatedMs: number }, arranged: Parameters<typeof loomArea>[1]) => [
        loomArea(slug, arranged),
        savedArea(updatedMs, sources.now()),
        peopleArea(presence.of(slug)),
      ],
      watch: (onChange: () => void, signal: AbortSignal) => presence.watch(slug, onChange, signal),
    };
    return {
      name: `edit ${slug} ${timeZone}`,
      start: () => runScreen(events => startBoardFeed(feed, options, events), sources.onError),
    };
  };

  const stripOf = (slug: string, chosen: string | null | undefined): StripProps => {
    const { panels } = requireDashboard(store, slug).definition;
    const others = store.list().filter(other => other.slug !== slug);
    return {
      slug,
      panel: arrangePanels(panels).find(({ id }) => id === chosen),
      others: others.map(other => ({ slug: other.slug, title: other.definition.title })),
    };
  };

  const historyOf = (slug: string, who: Identity) => ({ slug, ...store.undoable(slug, authorOf(who).key) });

  /** After a redirect: what was done last, while it can still be undone. */
  const doneLast = (slug: string, who: Identity): Done => {
    const words = store.undoable(slug, authorOf(who).key).undo;
    return { said: words && `${words}.`, isUndoable: true, chosen: undefined };
  };

  router.represent(routes.dashboardEdit, {
    offers: ['page', 'fragment', 'json'],
    load: ({ params: { slug }, url, request }) => {
      const who = guard.require(request, 'own');
      return { slug, who, query: url.searchParams, timeZone: timeZoneOf(request, url, sources.timeZone) };
    },
    page: ({ slug, who, query, timeZone }) => {
      const dashboard = requireDashboard(store, slug);
      return live.draw(sceneOf(slug, timeZone), screen => {
        const href = routes.dashboardEditLive.href({ slug }, { cursor: screen.cursor });
        const said = query.get('said');
        const done = said === null ? doneLast(slug, who) : { said, isUndoable: false, chosen: undefined };
        return htmlResponse(
          <EditPage
            {...{ shell, dashboard, screen }}
            live={{ ...liveLink({ now: sources.now, timeZone }, href), href }}
            strip={stripOf(slug, query.get('panel'))}
            history={historyOf(slug, who)}
            toast={(query.has('done') || said !== null) && done.said && <DoneToast slug={slug} done={done} />}
          />,
        );
      });
    },
    json: ({ slug, query }) => {
      const places = placesAfter(requireDashboard(store, slug).definition, query);
      return Response.json({ places }, { headers: { 'Cache-Control': 'no-store' } });
    },
    fragment: ({ slug, query }) => fragmentResponse(<Strip {...stripOf(slug, query.get('panel'))} />),
  });

  router.represent(routes.dashboardEditLive, {
    offers: ['events'],
    load: ({ params: { slug }, request }) => ({ slug, who: guard.identify(request) }),
    events: ({ slug, who }, { request, url }) => {
      // Not a status: it would make the page ask again for ever.
      const scene = () => {
        guard.require(request, 'own');
        requireDashboard(store, slug);
        return sceneOf(slug, timeZoneOf(request, url, sources.timeZone));
      };
      return live.stream(request, scene, () => (who ? presence.enter(slug, authorOf(who)) : () => {}));
    },
  });

  router.on(routes.dashboardEdit, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params: { slug }, request, signal }, who) => {
        const form = await readForm(request, signal);
        const parsed = Deed.safeParse(Object.fromEntries(form));
        if (!parsed.success) throw new HttpError(400, UNREADABLE);
        const done = await state.transactional.batch(() => {
          requireDashboard(store, slug);
          const deeds = doDeed(store, slug, parsed.data, authorOf(who));
          // Where panels stand is told by the versions.
          const isBack = parsed.data.act === 'undo' || parsed.data.act === 'redo';
          if (deeds.said !== undefined && (deeds.isUndoable || isBack))
            audit.note({ who: audit.by(request), action: 'dashboard changed', subject: slug, detail: deeds.said });
          return deeds;
        });
        const chosen = done.chosen ?? (parsed.data.act === 'describe' ? undefined : form.get('panel'));
        const panel = parsed.data.act === 'remove' || parsed.data.act === 'move' ? done.chosen : chosen;
        if (!request.headers.has('HX-Request')) return seeOther(afterwards(slug, panel ?? undefined, done));
        return fragmentResponse(
          <>
            <Strip {...stripOf(slug, panel)} />
            <hx-partial hx-target="#edit-history" hx-swap="outerMorph">
              <HistoryActs {...historyOf(slug, who)} />
            </hx-partial>
            {done.said !== undefined && (
              <hx-partial hx-target="#toasts" hx-swap="innerHTML">
                <DoneToast slug={slug} done={done} />
              </hx-partial>
            )}
          </>,
        );
      }),
    },
  });
}

function afterwards(slug: string, panel: string | undefined, { said, isUndoable }: Done): string {
  const query = { panel, ...(said !== undefined && (isUndoable ? { done: 1 } : { said })) };
  return routes.dashboardEdit.href({ slug }, query);
}
