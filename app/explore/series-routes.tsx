import { ConfirmPage } from '../../components/confirm.tsx';
import { hasRight } from '../auth/identity.ts';
import { findRange, type Range } from '../dashboards/range.ts';
import type { Series } from '../history/history.ts';
import { HELP_MAX_BYTES } from '../history/metric-metadata.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { htmlResponse, Page, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { forAddress, forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { createRecentRenames, type RecentRenames } from './recent-renames.ts';
import { mountRename } from './rename-routes.tsx';
import { RenameToast } from './rename-toast.tsx';
import type { ExploreRoutesOptions } from './routes.tsx';
import { isSceneOf, isSearchScene, SERIES_RANGE, seriesScene, startSeries } from './scenes.tsx';
import { createSeriesView, type FormCtx, goneSeries } from './series-view.tsx';
import { UNIT_MAX_CHARS } from './store.ts';

/** One series: looked at, given a unit, deleted and brought back. */
export function mountSeries(router: PatternRouter, options: ExploreRoutesOptions): void {
  const { state, audit, units, guard, live, shell, sources } = options;
  const { history } = sources;

  const view = createSeriesView(options);
  const { named, posted } = view;
  const recent = createRecentRenames(sources.now);

  router.represent(routes.series, {
    offers: ['page', 'json', 'text'],
    load: async ctx => ({ mayEdit: hasRight(guard.require(ctx.request, 'read'), 'own'), series: await named(ctx) }),
    page: ({ mayEdit, series }, { request, url }) =>
      view.page(request, series, { mayEdit, range: rangeIn(url), toast: toastOf(url, series.key, recent) }),
    json: async ({ series: { key, metric } }) => {
      const [latest] = (await history.latest({ keys: [key] })).series;
      if (!latest) throw goneSeries(key);
      const [{ type, help } = {}] = await history.metadata([metric]);
      const known = { ...latest, unit: units.unitOf(key) ?? latest.unit, ...(type && { type }), ...(help && { help }) };
      return Response.json(known, { headers: { 'Cache-Control': 'no-store' } });
    },
    text: ({ series: { key } }, ctx) =>
      textOf(events => startSeries(forAddress(sources, ctx), key, rangeIn(ctx.url), events), ctx),
  });

  mountRename(router, options, view, recent);

  router.represent(routes.seriesLive, {
    offers: ['events'],
    load: ctx => async () => seriesScene(forReader(sources, ctx.request), (await named(ctx)).key, rangeIn(ctx.url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  const describeMetric = async ({ metric }: Series, help?: string, unit?: string) => {
    if (help === undefined && unit === undefined) return;
    const [known] = await history.metadata([metric]);
    await history.describe(
      [{ metric, ...(help !== undefined && { help }), ...(unit !== undefined && { unit }) }],
      'person',
    );
    // Screens know units and help as they were when they began.
    if (unit !== undefined && unit !== (known?.unit ?? '')) live.end(() => true);
    else if (help !== undefined && help !== (known?.help ?? '')) live.end(isSearchScene);
  };

  router.on(routes.seriesUnit, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async (ctx: FormCtx) => {
        const { form, series } = await posted(ctx);
        const help = form.get('help')?.trim();
        if (help !== undefined && Buffer.byteLength(help) > HELP_MAX_BYTES)
          return view.page(ctx.request, series, { mayEdit: true, refusedHelp: { help, reason: LONG_HELP } }, 422);
        const unit = unitIn(form, 'unit') ?? '';
        const who = audit.by(ctx.request);
        const detail = `unit ${unit || 'as sent'}`;
        await audit.around({ who, action: 'series described', subject: series.key, detail }, async () => {
          await describeMetric(series, help, unitIn(form, 'metricUnit'));
          // The unit that shows anyway is none that a person gave: a later one of the sender must not stand behind it.
          await state.transactional.batch(() => units.rename(series.key, unit === series.unit ? '' : unit));
        });
        return seeOther(routes.series.href({}, { key: series.key }));
      }),
    },
  });

  router.on(routes.seriesRemoval, {
    GET: {
      offers: ['page'],
      handler: guard.own(async (ctx: { request: Request; url: URL }) => {
        const { key } = await named(ctx);
        return htmlResponse(
          <Page shell={shell} title="Delete a series" room="explore">
            <ConfirmPage
              id="removal"
              title="Delete this series?"
              action={routes.seriesRemoval.href()}
              confirm="Delete series"
              cancelHref={routes.series.href({}, { key })}
              hidden={<input type="hidden" name="key" value={key} />}
            >
              <p>
                <code>{key}</code> and all its readings. It can be brought back for ten minutes.
              </p>
            </ConfirmPage>
          </Page>,
        );
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async (ctx: FormCtx) => {
        const { key } = (await posted(ctx)).series;
        const who = audit.by(ctx.request);
        await audit.around({ who, action: 'series deleted', subject: key }, () => history.remove(key));
        return seeOther(routes.explore.href({}, { removed: key }));
      }),
    },
  });

  router.on(routes.seriesRestoration, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx) => {
        const key = (await readForm(request, signal)).get('key') ?? '';
        const isRestored = await audit.around(
          { who: audit.by(request), action: 'series restored', subject: key },
          () => history.restore(key),
          isBack => (isBack ? undefined : 'it was gone'),
        );
        if (!isRestored) throw new HttpError(410, `${key} is gone: a series can be brought back for ten minutes only.`);
        // A screen that saw it go reads its past anew at some later moment; a new screen begins with it.
        live.end(isSceneOf(key));
        return seeOther(routes.series.href({}, { key }));
      }),
    },
  });
}

const LONG_HELP = `Help is at most ${HELP_MAX_BYTES} bytes; shorten it.`;

function unitIn(form: URLSearchParams, name: string): string | undefined {
  return form.get(name)?.trim().slice(0, UNIT_MAX_CHARS);
}

/** What was just done to the series, where an address says so and it is so. */
function toastOf(url: URL, seriesKey: string, recent: RecentRenames) {
  const renamed = url.searchParams.get('renamed');
  const oldKey = renamed ?? url.searchParams.get('joined');
  if (!oldKey || !recent.has(oldKey, seriesKey)) return undefined;
  return <RenameToast {...{ seriesKey, oldKey }} isJoined={renamed === null} />;
}

function rangeIn({ searchParams }: URL): Range {
  return findRange(searchParams.get('range'), SERIES_RANGE);
}
