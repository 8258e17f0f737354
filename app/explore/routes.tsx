import { Button } from '../../components/button.tsx';
import { Toast } from '../../components/toast.tsx';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import type { History, Series } from '../history/history.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { createNameSource } from '../promql/complete/create-name-source.ts';
import type { PromqlQueries } from '../promql/queries.ts';
import { routes } from '../routes.ts';
import { findFacets } from './facets.ts';
import { ExplorePage, Found } from './page.tsx';
import { mountQuery } from './query/query-routes.tsx';
import { type ExploreSources, MAX_COUNTED, MAX_ROWS, searchScene, startSearch } from './scenes.tsx';
import { mountSeries } from './series-routes.tsx';
import type { UnitStore } from './store.ts';
import { readWanted, type Wanted, wantedQuery } from './wanted.ts';

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

/** All series in one table, searched as you type; and each series by itself. */
export function mountExplore(router: PatternRouter, options: ExploreRoutesOptions): void {
  const { units, guard, live, shell, sources } = options;
  const { history } = sources;

  /** How many there are: all, or of those that were asked for, as many as are looked through. */
  const countIn = async ({ search, labels }: Wanted, matching: readonly Series[]) =>
    search === '' && Object.keys(labels).length === 0 ? (await history.stats()).series : matching.length;
  const matchingOf = ({ search, labels }: Wanted) => history.series({ search, labels, limit: MAX_COUNTED });

  const found = async (wanted: Wanted) => {
    const matching = await matchingOf(wanted);
    const total = await countIn(wanted, matching);
    return live.draw(searchScene(sources, wanted), screen => (
      <Found
        rows={screen.html('series-rows')}
        liveHref={routes.exploreLive.href({}, { ...wantedQuery(wanted), cursor: screen.cursor })}
        total={total}
        limit={MAX_ROWS}
        wanted={wanted}
        isCut={matching.length >= MAX_COUNTED}
        facets={findFacets(matching, wanted.labels)}
      />
    ));
  };

  router.represent(routes.explore, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'read');
      return { wanted: readWanted(url), removed: url.searchParams.get('removed') };
    },
    page: async ({ wanted, removed }) =>
      htmlResponse(
        <ExplorePage
          shell={shell}
          live={liveLink(sources)}
          found={await found(wanted)}
          search={wanted.search}
          toast={removed ? <RemovedToast seriesKey={removed} /> : undefined}
        />,
      ),
    fragment: async ({ wanted }) => fragmentResponse(await found(wanted)),
    events: ({ wanted }, { request }) => live.stream(request, searchScene(sources, wanted)),
    text: async ({ wanted }, ctx) => {
      const total = await countIn(wanted, await matchingOf(wanted));
      return textOf(events => startSearch(sources, wanted, events, total), ctx);
    },
    json: async ({ wanted: { search, labels } }) => {
      const { series } = await history.latest({ search, labels });
      const known = series.map(each => ({ ...each, unit: units.unitOf(each.key) ?? each.unit }));
      return Response.json({ series: known }, { headers: { 'Cache-Control': 'no-store' } });
    },
  });

  router.represent(routes.exploreLive, {
    offers: ['events'],
    load: ({ url }) => searchScene(sources, readWanted(url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountSeries(router, options);
  const names = createNameSource(history, sources.now);
  mountQuery(router, { ...options, sources: { ...sources, queries: options.queries, names } });
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
