import type { Child } from 'hono/jsx';
import type { Range } from '../dashboards/range.ts';
import type { Series } from '../history/history.ts';
import { readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { liveLink } from '../http/live-link.ts';
import { htmlResponse } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { aboutSeries } from './about-series.ts';
import type { DescribeSheetProps } from './describe-sheet.tsx';
import { dashboardChoices } from './query/dashboard-choices.ts';
import type { RefusedName } from './rename-sheet.tsx';
import type { ExploreRoutesOptions } from './routes.tsx';
import { SERIES_RANGE, seriesScene } from './scenes.tsx';
import { SeriesPage } from './series-page.tsx';
import { summarizeSeries } from './series-summary.ts';

export interface FormCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

/** What the page of a series shows beside the series. */
export interface SeriesViewMore {
  readonly mayEdit: boolean;
  /** How far back; an hour, where nothing else is said. */
  readonly range?: Range;
  readonly refusedName?: RefusedName;
  readonly refusedHelp?: DescribeSheetProps['refused'];
  readonly toast?: Child;
}

/** Finds series by the key in an address or a form, and draws the page of one. */
export function createSeriesView({ units, live, shell, sources, queries, dashboards }: ExploreRoutesOptions) {
  const { history } = sources;

  const require = async (key: string | null): Promise<Series> => {
    const [found] = await history.series({ keys: [key ?? ''] });
    if (!found) throw goneSeries(key ?? '');
    return found;
  };

  return {
    named: ({ url }: { url: URL }) => require(url.searchParams.get('key')),
    posted: async ({ request, signal }: FormCtx) => {
      const form = await readForm(request, signal);
      return { form, series: await require(form.get('key')) };
    },
    page: async (
      series: Series,
      { range = SERIES_RANGE, ...more }: SeriesViewMore,
      status = 200,
    ): Promise<Response> => {
      const { key, metric } = series;
      const [metadata] = await history.metadata([metric]);
      const [about, summarized] = await Promise.all([
        aboutSeries(sources, series),
        summarizeSeries({ ...sources, queries }, series, range),
      ]);
      return live.draw(seriesScene(sources, key, range), screen =>
        htmlResponse(
          <SeriesPage
            {...{ shell, series, metadata, about, summarized, range, ...more }}
            dashboards={more.mayEdit ? dashboardChoices(dashboards) : undefined}
            live={liveLink(sources, routes.seriesLive.href({}, { key, range: range.name, cursor: screen.cursor }))}
            cloth={screen.html('cloth')}
            unit={units.unitOf(key) ?? series.unit ?? ''}
          />,
          status,
        ),
      );
    },
  };
}

export type SeriesView = ReturnType<typeof createSeriesView>;

export function goneSeries(key: string): HttpError {
  return new HttpError(
    404,
    `There is no series "${key}". It may have been deleted or renamed; Explore lists those there are.`,
  );
}
