import { Button } from '../../components/button.tsx';
import { Toast } from '../../components/toast.tsx';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { createNameSource } from '../promql/complete/create-name-source.ts';
import type { PromqlQueries } from '../promql/queries.ts';
import { routes } from '../routes.ts';
import { ExplorePage, Found } from './page.tsx';
import { mountQuery } from './query/query-routes.tsx';
import { type ExploreSources, MAX_ROWS, searchScene, startSearch } from './scenes.tsx';
import { mountSeries } from './series-routes.tsx';
import type { UnitStore } from './store.ts';

export interface ExploreRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly units: UnitStore;
  readonly queries: PromqlQueries;
  readonly dashboards: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: ExploreSources & {
    readonly history: Pick<
      History,
      'series' | 'latest' | 'remove' | 'restore' | 'rename' | 'describe' | 'stats' | 'labelNames' | 'labelValues'
    >;
  };
}

const SEARCH_MAX_CHARS = 200;

/** All series in one table, searched as you type; and each series by itself. */
export function mountExplore(router: PatternRouter, options: ExploreRoutesOptions): void {
  const { units, guard, live, shell, sources } = options;
  const { history } = sources;

  /** Series there are, where all of them are asked for. */
  const countIn = async (search: string) => (search === '' ? (await history.stats()).series : 0);

  const found = async (search: string) => {
    const total = await countIn(search);
    return live.draw(searchScene(sources, search), screen => (
      <Found
        rows={screen.html('series-rows')}
        liveHref={routes.exploreLive.href({}, { q: search, cursor: screen.cursor })}
        total={total}
        limit={MAX_ROWS}
      />
    ));
  };

  router.represent(routes.explore, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'read');
      return { search: searchOf(url), removed: url.searchParams.get('removed') };
    },
    page: async ({ search, removed }) =>
      htmlResponse(
        <ExplorePage
          shell={shell}
          live={liveLink(sources)}
          found={await found(search)}
          search={search}
          toast={removed ? <RemovedToast seriesKey={removed} /> : undefined}
        />,
      ),
    fragment: async ({ search }) => fragmentResponse(await found(search)),
    events: ({ search }, { request }) => live.stream(request, searchScene(sources, search)),
    text: async ({ search }, ctx) => {
      const total = await countIn(search);
      return textOf(events => startSearch(sources, search, events, total), ctx);
    },
    json: async ({ search }) => {
      const { series } = await history.latest({ search });
      const known = series.map(each => ({ ...each, unit: units.unitOf(each.key) ?? each.unit }));
      return Response.json({ series: known }, { headers: { 'Cache-Control': 'no-store' } });
    },
  });

  router.represent(routes.exploreLive, {
    offers: ['events'],
    load: ({ url }) => searchScene(sources, searchOf(url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountSeries(router, options);
  const names = createNameSource(history, sources.now);
  mountQuery(router, { ...options, sources: { ...sources, queries: options.queries, names } });
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
