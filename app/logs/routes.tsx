import { terminalText } from '../../components/text/terminal-text.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import type { Screen } from '../http/screen.ts';
import { serveFrames } from '../http/serve-frames.ts';
import type { StreamGate, StreamOwner, Ticket } from '../http/stream-gate.ts';
import { textResponse } from '../http/text-response.ts';
import { forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { LineDetail } from './page/line-detail.tsx';
import { lineFrames } from './page/line-frames.ts';
import { LinePage } from './page/line-page.tsx';
import { groupDigits } from './page/log-areas.tsx';
import { type LogSources, logScene } from './page/log-scene.ts';
import { logText } from './page/log-text.ts';
import { isLive, type LogView, parseLogView, toLogQuery, toParameters } from './page/log-view.ts';
import { aroundJson, foundJson } from './page/logs-json.ts';
import { FoundLogs, LogsPage } from './page/page.tsx';
import { parseFollowing } from './page/parse-following.ts';
import { textTail } from './page/text-tail.ts';

export interface LogsRoutesOptions {
  readonly sources: LogSources;
  readonly guard: Guard;
  readonly live: Live;
  readonly gate: Pick<StreamGate, 'enter'>;
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
  readonly shell: PageShell;
  readonly writeToken: WriteToken;
  readonly publicUrl: URL | undefined;
}

/** Lines of all logs: searched, counted, followed; and each line by itself. */
export function mountLogs(router: PatternRouter, options: LogsRoutesOptions): void {
  const { sources, guard, live, gate, ownerOf, shell, writeToken, publicUrl } = options;
  const { logs, now } = sources;
  const originOf = (url: URL) => (publicUrl ?? url).origin;

  const sendLine = (request: Request, url: URL) => {
    const token = (hasRight(guard.identify(request), 'own') && writeToken.read()) || 'TOKEN';
    const path = routes.logStream.href({ stream: 'app' }, { k: token });
    return `tail -f app.log | curl -T - '${originOf(url).replace(/^http:\/\//, '')}${path}'`;
  };

  const found = async (view: LogView, { request, url }: Ctx) => {
    const { lines } = await logs.stats();
    return live.draw(logScene(forReader(sources, request), view), screen => (
      <FoundLogs
        view={view}
        html={screen.html}
        liveHref={isLive(view) ? routes.logsLive.href({}, { ...toParameters(view), cursor: screen.cursor }) : undefined}
        olderHref={olderHref(view, screen)}
        isFirst={lines === 0}
        sendLine={sendLine(request, url)}
      />
    ));
  };

  const around = async ({ line, limit }: LogView) => {
    const surroundings = await logs.around(line!, limit);
    if (surroundings) return surroundings;
    throw new HttpError(404, 'This line is not kept any more, or never was. Settings shows how long logs are kept.');
  };

  /** A place among the streams. @throws HttpError */
  const enter = (request: Request): Ticket => {
    guard.require(request, 'read');
    const ticket = gate.enter(ownerOf(request)!, 'logs'); // who may read may hold streams
    if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
    return ticket;
  };

  router.represent(routes.logs, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'read');
      return parseLogView(url);
    },
    page: async (view, ctx) => {
      if (view.line !== undefined) {
        const { timeZone } = forReader(sources, ctx.request);
        const props = { shell, timeZone, around: await around(view), count: view.limit, origin: originOf(ctx.url) };
        return htmlResponse(<LinePage {...props} />);
      }
      const { streams, lines } = await logs.stats();
      const note = `${count(streams, 'stream')} · ${count(lines, 'line')}`;
      const link = isLive(view) ? liveLink(forReader(sources, ctx.request)) : undefined;
      return htmlResponse(<LogsPage shell={shell} live={link} {...{ view, note }} found={await found(view, ctx)} />);
    },
    fragment: async (view, ctx) => {
      if (view.line === undefined) return fragmentResponse(await found(view, ctx));
      const { line } = await around({ ...view, limit: 0 });
      return fragmentResponse(<LineDetail line={line} origin={originOf(ctx.url)} />);
    },
    events: (view, { request }) => live.stream(request, logScene(forReader(sources, request), view)),
    json: async (view, { request }) => {
      const json =
        view.line === undefined
          ? foundJson(await logs.find(toLogQuery(view, now()), undefined, request.signal))
          : aroundJson(await around(view));
      return Response.json(json, { headers: { 'Cache-Control': 'no-store' } });
    },
    text: async (view, { canShowAnsi, request }) => {
      const style = terminalText(canShowAnsi);
      const lines =
        view.line === undefined
          ? (await logs.find(toLogQuery(view, now()), undefined, request.signal)).lines
          : await around(view).then(({ before, line, after }) => [...before, line, ...after]);
      return textResponse(lines.map(line => logText(line, style)).join(''));
    },
  });

  router.represent(routes.logsLive, {
    offers: ['events', 'json', 'text'],
    load: ({ url }) => parseLogView(url),
    events: (view, { request }) =>
      live.stream(request, logScene(forReader(sources, request), { ...view, span: undefined, before: undefined })),
    json: (_view, { request, url }) => {
      const following = parseFollowing(url);
      const ticket = enter(request);
      return serveFrames(request, {
        contentType: 'application/x-ndjson; charset=utf-8',
        frames: signal => lineFrames(logs, { ...following, signal: AbortSignal.any([signal, ticket.signal]) }),
        ticket,
      });
    },
    text: async (view, { canShowAnsi, request }) => {
      const { signal, traffic, leave } = enter(request);
      const style = terminalText(canShowAnsi);
      const body = textTail(view, { logs, now, style, signal, onBatch: traffic.countPlain, onEnd: () => leave() });
      return new Response(body, {
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store, no-transform' },
      });
    },
  });
}

interface Ctx {
  readonly request: Request;
  readonly url: URL;
}

/** The page of lines before those that the screen shows. */
function olderHref(view: LogView, screen: Pick<Screen, 'html'>): string | undefined {
  const html = screen.html('log-lines');
  const shown = html.match(/<li class="log__line/g)?.length ?? 0;
  const [, seq, iso] = /id="line-(\d+)".*?datetime="([^"]+)"/s.exec(html) ?? [];
  if (shown < view.limit || iso === undefined) return undefined;
  return routes.logs.href({}, toParameters({ ...view, before: { atMs: Date.parse(iso), seq: Number(seq) } }));
}

function count(many: number, noun: string): string {
  return `${groupDigits(many)} ${noun}${many === 1 ? '' : 's'}`;
}
