import { createHash } from 'node:crypto';
import { terminalText } from '../../../components/text/terminal-text.ts';
import type { Guard } from '../../auth/guard.ts';
import { HttpError } from '../../http/http-error.ts';
import type { PatternRouter } from '../../http/router.ts';
import { contentTag, taggedResponse } from '../../http/tagged-response.ts';
import { columnsOf } from '../../http/text-columns.ts';
import { routes } from '../../routes.ts';
import { findPanel } from '../find-panel.ts';
import { csvLines } from '../listing/csv-lines.ts';
import { panelData } from '../listing/panel-data.ts';
import { panelJson } from '../listing/panel-json.ts';
import type { BoardSources } from '../live.ts';
import { THEMES, type ThemeName } from '../look/themes.ts';
import type { Painter } from '../picture/painter.ts';
import { panelPicture } from '../picture/panel-picture.tsx';
import { pictureSize } from '../picture/picture-size.ts';
import type { Dashboard } from '../store.ts';
import { boardText, type PanelInView } from '../text.ts';
import type { BoardView } from '../view/board-view.ts';
import { viewIn } from '../view-in.ts';
import { viewPanel } from '../view-panel.ts';

export interface PanelFilesOptions {
  readonly guard: Guard;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
  readonly sources: BoardSources;
  readonly painter: Painter;
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
}

type Answer = (panel: PanelInView, asked: Asked, view: BoardView) => Response | Promise<Response>;

/** A panel in each of its forms: made of what it shows at this moment, and named by its content. */
export function mountPanelFiles(router: PatternRouter, { guard, require, sources, painter }: PanelFilesOptions): void {
  const answerBy = (answer: Answer) => ({
    GET: guard.read(async (ctx: Asked & { readonly params: { readonly slug: string; readonly id: string } }) => {
      const dashboard = require(ctx.params.slug);
      const panel = findPanel(dashboard, ctx.params.id);
      const view = viewIn(sources, dashboard, ctx);
      return answer(await viewPanel(sources, dashboard, panel, view), ctx, view);
    }),
  });

  router.on(
    routes.panelSvg,
    answerBy((panel, { request, url }) => {
      const svg = pictureOf(panel, url);
      return taggedResponse(request, { body: () => svg, headers: svgHeaders(panel, svg) });
    }),
  );
  router.on(
    routes.panelPng,
    answerBy((panel, { request, url }) => {
      const svg = pictureOf(panel, url);
      const etag = contentTag(svg);
      const body = () => painter.png(svg, etag);
      return taggedResponse(request, { etag, body, headers: headersOf(panel, 'png', 'image/png') });
    }),
  );
  router.on(
    routes.panelCsv,
    answerBy((panel, { request }) => {
      const csv = [...csvLines(panelData(panel.definition, panel.view))].join('');
      const headers = headersOf(panel, 'csv', 'text/csv; charset=utf-8; header=present', 'attachment');
      return taggedResponse(request, { body: () => csv, headers });
    }),
  );
  router.on(
    routes.panelJson,
    answerBy((panel, { request }, view) => {
      const headers = headersOf(panel, 'json', 'application/json; charset=utf-8');
      return taggedResponse(request, { body: () => JSON.stringify(panelJson(panel, view)), headers });
    }),
  );
  router.on(
    routes.panelText,
    answerBy((panel, { request, url }) => {
      const style = terminalText(url.searchParams.get('text') === 'ansi', columnsOf(url));
      const text = [...boardText([panel], style), ''].join('\n');
      return taggedResponse(request, {
        body: () => text,
        headers: headersOf(panel, 'txt', 'text/plain; charset=utf-8'),
      });
    }),
  );
}

function pictureOf(panel: PanelInView, url: URL): string {
  return panelPicture(panel, pictureSize(url, panel.definition), readTheme(url));
}

function readTheme({ searchParams }: URL): ThemeName {
  const name = searchParams.get('theme') ?? THEMES[0];
  const theme = THEMES.find(each => each === name);
  if (theme) return theme;
  throw new HttpError(400, `theme is ${THEMES.join(' or ')}.`);
}

function headersOf({ definition: { id } }: PanelInView, ending: string, type: string, how = 'inline') {
  return { 'Content-Type': type, 'Content-Disposition': `${how}; filename="${id}.${ending}"` };
}

/** Looked at by itself it is a document: nothing in it may run or be loaded, and only its own styles count. */
function svgHeaders(panel: PanelInView, svg: string) {
  const styles = /<style>(.*?)<\/style>/s.exec(svg)?.[1] ?? '';
  const hash = createHash('sha256').update(styles).digest('base64');
  return {
    ...headersOf(panel, 'svg', 'image/svg+xml; charset=utf-8'),
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; sandbox`,
  };
}
