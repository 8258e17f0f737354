import type { Renamed } from '../history/rename.ts';
import { seriesKey } from '../history/series-key.ts';
import { FORM_TYPES } from '../http/body.ts';
import { seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { checkSeriesName } from '../ingest/check-series-name.ts';
import { routes } from '../routes.ts';
import type { RecentRenames } from './recent-renames.ts';
import type { RefusedName } from './rename-sheet.tsx';
import type { ExploreRoutesOptions } from './routes.tsx';
import { isSceneOf } from './scenes.tsx';
import { type FormCtx, goneSeries, type SeriesView } from './series-view.tsx';

/** A series given another name, which undone is the same with the names changed over. */
export function mountRename(
  router: PatternRouter,
  options: ExploreRoutesOptions,
  view: SeriesView,
  recent: RecentRenames,
): void {
  const { state, audit, units, guard, live, sources } = options;

  /** What people gave a series goes with it. */
  const takeUnitAlong = async (from: string, to: string) => {
    const unit = units.unitOf(from);
    if (unit === undefined || from === to) return;
    await state.transactional.batch(() => {
      units.rename(to, unit);
      units.rename(from, '');
    });
  };

  router.on(routes.seriesName, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async (ctx: FormCtx) => {
        const { form, series } = await view.posted(ctx);
        const given = readName(form);
        const refuse = (reason: string, mayJoin = false) =>
          view.page(ctx.request, series, { mayEdit: true, refusedName: { ...given, reason, mayJoin } }, 422);
        const name = checkSeriesName(given.metric, given.pairs);
        if (!name.ok) return refuse(`${name.reason[0]!.toUpperCase()}${name.reason.slice(1)}`);
        const to = seriesKey(name.value.metric, name.value.labels);
        if (to === series.key) return refuse('That is its name already.');
        const isJoining = form.get('join') === 'on';
        const renamed = await audit.around(
          { who: audit.by(ctx.request), action: 'series renamed', subject: series.key, detail: `to ${to}` },
          () => sources.history.rename(series.key, name.value, isJoining),
          ({ outcome }) => (outcome === 'renamed' || outcome === 'joined' ? undefined : `(${outcome})`),
        );
        if (renamed.outcome === 'missing') throw goneSeries(series.key);
        if (!('key' in renamed) || 'readings' in renamed || renamed.outcome === 'taken') {
          return refuse(whyNot(renamed), renamed.outcome === 'taken');
        }
        await takeUnitAlong(series.key, renamed.key);
        recent.note(series.key, renamed.key);
        live.end(scene => [series.key, renamed.key].some(key => isSceneOf(key)(scene)));
        return goTo(ctx.request, routes.series.href({}, { key: renamed.key, [renamed.outcome]: series.key }));
      }),
    },
  });
}

function readName(form: URLSearchParams): Pick<RefusedName, 'metric' | 'pairs'> {
  const values = form.getAll('value');
  // A form sends line breaks as two characters.
  const pairs = form
    .getAll('label')
    .map((name, i) => [name.trim(), (values[i] ?? '').replaceAll('\r\n', '\n')] as const)
    .filter(([name, value]) => name !== '' || value !== '');
  return { metric: (form.get('metric') ?? '').trim(), pairs };
}

function whyNot(renamed: Extract<Renamed, { outcome: 'taken' | 'too-large' }>): string {
  if (renamed.outcome === 'taken') return `There is a series ${renamed.key} already, with readings of its own.`;
  return `${renamed.key} has ${renamed.readings} readings, too many to be joined with others. Choose another name.`;
}

/** The page of another address: where there is script, htmx is told to go there, because it would swap in what it followed to. */
function goTo(request: Request, href: string): Response {
  if (!request.headers.has('HX-Request')) return seeOther(href);
  return new Response(null, { status: 204, headers: { 'HX-Redirect': href, 'Cache-Control': 'no-store' } });
}
