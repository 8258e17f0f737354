import { ConfirmPage } from '../../components/confirm.tsx';
import { hasRight } from '../auth/identity.ts';
import type { Series } from '../history/history.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { liveLink } from '../http/live-link.ts';
import { htmlResponse, Page, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { routes } from '../routes.ts';
import type { ExploreRoutesOptions } from './routes.tsx';
import { seriesScene, startSeries } from './scenes.tsx';
import { SeriesPage } from './series-page.tsx';
import { UNIT_MAX_CHARS } from './store.ts';

interface FormCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

/** One series: looked at, given a unit, deleted and brought back. */
export function mountSeries(
  router: PatternRouter,
  { state, units, guard, live, shell, sources }: ExploreRoutesOptions,
): void {
  const { history } = sources;

  const require = async (key: string | null): Promise<Series> => {
    const [found] = await history.series({ keys: [key ?? ''] });
    if (!found) throw gone(key ?? '');
    return found;
  };
  const named = ({ url }: { url: URL }) => require(url.searchParams.get('key'));
  const posted = async ({ request, signal }: FormCtx) => {
    const form = await readForm(request, signal);
    return { form, series: await require(form.get('key')) };
  };

  router.represent(routes.series, {
    offers: ['page', 'json', 'text'],
    load: async ctx => ({ mayEdit: hasRight(guard.require(ctx.request, 'read'), 'own'), series: await named(ctx) }),
    page: ({ mayEdit, series }) =>
      live.draw(seriesScene(sources, series.key), screen =>
        htmlResponse(
          <SeriesPage
            shell={shell}
            live={liveLink(sources, routes.seriesLive.href({}, { key: series.key, cursor: screen.cursor }))}
            series={series}
            cloth={screen.html('cloth')}
            unit={units.unitOf(series.key) ?? series.unit ?? ''}
            mayEdit={mayEdit}
          />,
        ),
      ),
    json: async ({ series: { key } }) => {
      const [latest] = (await history.latest({ keys: [key] })).series;
      if (!latest) throw gone(key);
      return Response.json(
        { ...latest, unit: units.unitOf(key) ?? latest.unit },
        { headers: { 'Cache-Control': 'no-store' } },
      );
    },
    text: ({ series: { key } }, ctx) => textOf(events => startSeries(sources, key, events), ctx),
  });

  router.represent(routes.seriesLive, {
    offers: ['events'],
    load: ctx => async () => seriesScene(sources, (await named(ctx)).key),
    events: (scene, { request }) => live.stream(request, scene),
  });

  router.on(routes.seriesUnit, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async (ctx: FormCtx) => {
        const { form, series } = await posted(ctx);
        const unit = (form.get('unit') ?? '').trim().slice(0, UNIT_MAX_CHARS);
        await state.transactional.batch(() => units.rename(series.key, unit));
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
        await history.remove(key);
        return seeOther(routes.explore.href({}, { removed: key }));
      }),
    },
  });

  router.on(routes.seriesRestoration, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx) => {
        const key = (await readForm(request, signal)).get('key') ?? '';
        if (!(await history.restore(key)))
          throw new HttpError(410, `${key} is gone: a series can be brought back for ten minutes only.`);
        // A screen that saw it go reads its past anew at some later moment; a new screen begins with it.
        live.end(name => name === seriesScene(sources, key).name);
        return seeOther(routes.series.href({}, { key }));
      }),
    },
  });
}

function gone(key: string): HttpError {
  return new HttpError(404, `There is no series "${key}". It may have been deleted; Explore lists those there are.`);
}
