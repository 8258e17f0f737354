import { terminalText } from '../../../components/text/terminal-text.ts';
import type { Guard } from '../../auth/guard.ts';
import { boundedGarbage } from '../../http/bounded-garbage.ts';
import type { PatternRouter } from '../../http/router.ts';
import { columnsOf } from '../../http/text-columns.ts';
import type { TextFeed } from '../../http/text-feed.ts';
import { textResponse } from '../../http/text-response.ts';
import { routes } from '../../routes.ts';
import { csvLines } from '../listing/csv-lines.ts';
import { panelData } from '../listing/panel-data.ts';
import { textChunks } from '../listing/text-chunks.ts';
import { type ZipEntry, zipChunks } from '../listing/zip-chunks.ts';
import type { BoardSources } from '../live.ts';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
import { viewIn } from '../view-in.ts';
import { viewPanel } from '../view-panel.ts';

export interface BoardFilesOptions {
  readonly guard: Guard;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
  readonly sources: BoardSources;
  readonly startFeed: (dashboard: Dashboard, view: BoardView) => Promise<TextFeed>;
}

/** A dashboard as text, and the tables of all its panels in one file. */
export function mountBoardFiles(
  router: PatternRouter,
  { guard, require, sources, startFeed }: BoardFilesOptions,
): void {
  router.on(routes.dashboardText, {
    GET: guard.read(async ({ params, request, url }) => {
      const dashboard = require(params.slug);
      const feed = await startFeed(dashboard, viewIn(sources, dashboard, { request, url }));
      try {
        return textResponse(feed.text(terminalText(url.searchParams.get('text') === 'ansi', columnsOf(url))));
      } finally {
        feed.stop();
      }
    }),
  });

  router.on(routes.dashboardZip, {
    GET: guard.read(({ params, request, url }) => {
      const dashboard = require(params.slug);
      const chunks = zipChunks(
        boundedGarbage(tablesOf(sources, dashboard, viewIn(sources, dashboard, { request, url }))),
        new Date(sources.now()),
      );
      return new Response(ReadableStream.from(chunks) as ReadableStream<Uint8Array<ArrayBuffer>>, {
        headers: {
          'Content-Type': 'application/zip',
          'Content-Disposition': `attachment; filename="${dashboard.slug}.zip"`,
          'Cache-Control': 'no-store',
        },
      });
    }),
  });
}

/** One panel is looked at at a time: the next one when its turn comes. Those that show no data have no file. */
async function* tablesOf(sources: BoardSources, dashboard: Dashboard, view: BoardView): AsyncGenerator<ZipEntry> {
  for (const panel of dashboard.definition.panels) {
    const shown = await viewPanel(sources, dashboard, panel, view);
    const table = panelData(panel, shown.view);
    if (table.columns.length > 0) yield { name: `${panel.id}.csv`, chunks: textChunks(csvLines(table)) };
  }
}
