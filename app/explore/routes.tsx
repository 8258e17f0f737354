import { Button } from '../../components/button.tsx';
import { Toast } from '../../components/toast.tsx';
import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import type { BoardSources } from '../dashboards/live.ts';
import type { History } from '../history/history.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { ExplorePage, Found } from './page.tsx';
import { MAX_ROWS, searchScene } from './scenes.tsx';
import { mountSeries } from './series-routes.tsx';
import type { UnitStore } from './store.ts';

export interface ExploreRoutesOptions {
  readonly state: State;
  readonly units: UnitStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources & {
    readonly history: Pick<History, 'series' | 'latest' | 'remove' | 'restore' | 'stats'>;
  };
}

const SEARCH_MAX_CHARS = 200;

/** All series in one table, searched as you type; and each series by itself. */
export function mountExplore(router: PatternRouter, options: ExploreRoutesOptions): void {
  const { units, guard, live, shell, sources } = options;
  const { history } = sources;

  const found = (search: string, total: number) =>
    live.draw(searchScene(sources, search), screen => (
      <Found
        rows={screen.html('series-rows')}
        liveHref={routes.exploreLive.href({}, { q: search, cursor: screen.cursor })}
        total={search === '' ? total : 0}
        limit={MAX_ROWS}
      />
    ));

  router.represent(routes.explore, {
    offers: ['page', 'fragment', 'json', 'events'],
    load: async ({ request, url }) => {
      guard.require(request, 'read');
      return { search: searchOf(url), removed: url.searchParams.get('removed'), total: (await history.stats()).series };
    },
    page: async ({ search, removed, total }) =>
      htmlResponse(
        <ExplorePage
          shell={shell}
          live={liveLink(sources)}
          found={await found(search, total)}
          search={search}
          toast={removed ? <RemovedToast seriesKey={removed} /> : undefined}
        />,
      ),
    fragment: async ({ search, total }) => fragmentResponse(await found(search, total)),
    events: ({ search }, { request }) => live.stream(request, searchScene(sources, search)),
    json: async ({ search }) => {
      const { series } = await history.latest({ search });
      return Response.json({ series: series.map(each => ({ ...each, unit: units.unitOf(each.key) ?? each.unit })) });
    },
  });

  router.on(routes.exploreLive, {
    GET: ({ request, url }) => live.stream(request, searchScene(sources, searchOf(url))),
  });

  mountSeries(router, options);
}

function searchOf(url: URL): string {
  return (url.searchParams.get('q') ?? '').trim().slice(0, SEARCH_MAX_CHARS);
}

function RemovedToast({ seriesKey }: { seriesKey: string }) {
  const undo = (
    <form method="post" action={routes.seriesRestoration.href()}>
      <input type="hidden" name="key" value={seriesKey} />
      <Button size="small">Undo</Button>
    </form>
  );
  return (
    <Toast undo={undo} stays>
      Deleted <code>{seriesKey}</code>
    </Toast>
  );
}
