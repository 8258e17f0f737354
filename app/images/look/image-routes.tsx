import { terminalText } from '../../../components/text/terminal-text.ts';
import type { Guard } from '../../auth/guard.ts';
import { hasRight } from '../../auth/identity.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Live } from '../../http/live.ts';
import { liveLink } from '../../http/live-link.ts';
import { htmlResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { textResponse } from '../../http/text-response.ts';
import { forReader, timeZoneOf } from '../../http/time-zone.ts';
import { parseTime } from '../../ingest/time.ts';
import { routes } from '../../routes.ts';
import { momentJson } from '../kept/moment-json.ts';
import type { ImageState, Moment } from '../kept/picture.ts';
import type { ImageStore } from '../store.ts';
import { ComparePage } from './compare-page.tsx';
import { imageScene } from './feeds.ts';
import { ImagePage, type ImagePageProps } from './image-page.tsx';
import { imageJson } from './json.ts';
import { requireImage } from './require-image.ts';
import type { ImageSources } from './sources.ts';
import { findReach, spanOf } from './span.ts';
import { imageText } from './text.ts';

export interface ImagePageRoutesOptions {
  readonly images: ImageStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: ImageSources;
}

/** Pictures that text and JSON tell of, where nothing else is asked for. */
const LISTED = { text: 20, json: 100 };
const MAX_LISTED = 1000;
/** The past that the slider shows when the newest picture is looked at. */
const USUAL_MS = 60 * 60_000;

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

/** The page of one image: now, at a moment, or two moments beside each other. */
export function mountImage(
  router: PatternRouter,
  { images, guard, live, shell, sources }: ImagePageRoutesOptions,
): void {
  const { now, hub } = sources;

  const momentAt = async (state: ImageState, time: string, signal: AbortSignal): Promise<Moment> => {
    const at = parseTime(time);
    if (!at.ok) throw new HttpError(400, at.reason);
    const { name } = state;
    // Before the first one there is none: then it is the first.
    const moment = (await images.at(name, at.value, signal)) ?? (await images.after(name, at.value, signal));
    return moment ?? state.newest;
  };

  const imagePage = async (state: ImageState, { request, url, signal }: Asked, mayEdit: boolean) => {
    const own = forReader(sources, request);
    const { timeZone } = own;
    const { name, newest } = state;
    const time = url.searchParams.get('at');
    const shown = time === null ? undefined : await momentAt(state, time, signal);
    const reach = findReach(url.searchParams.get('range'), state, shown?.atMs ?? newest.atMs - USUAL_MS);
    const span = spanOf(state, reach);
    const atMs = shown?.atMs ?? newest.atMs;
    const [moments, [earlier], later] = await Promise.all([
      images.span(name, span, signal),
      images.before(name, atMs, 1, signal),
      images.after(name, atMs, signal),
    ]);
    const props: Omit<ImagePageProps, 'live' | 'now'> = {
      ...{ shell, state, mayEdit, span, reach, moments, shown, earlier, later, nowMs: now(), timeZone },
    };
    if (shown) return htmlResponse(<ImagePage {...props} live={undefined} now={undefined} />);
    return live.draw(imageScene(own, name), screen => {
      const link = liveLink(own, routes.imageLive.href({ name }, { cursor: screen.cursor }));
      return htmlResponse(<ImagePage {...props} live={link} now={screen.html('image-now')} />);
    });
  };

  const comparePage = async (state: ImageState, { request, url, signal }: Asked) => {
    const { timeZone } = forReader(sources, request);
    const moment = (side: 'before' | 'after') => momentAt(state, url.searchParams.get(side) ?? '', signal);
    const [before, after] = await Promise.all([moment('before'), moment('after')]);
    return htmlResponse(<ComparePage {...{ shell, state, before, after, nowMs: now(), timeZone }} />);
  };

  const listed = ({ name, newest }: ImageState, url: URL, usual: number, signal: AbortSignal) => {
    const limit = Number(url.searchParams.get('limit') ?? usual);
    const beforeMs = Number(url.searchParams.get('beforeMs') ?? newest.atMs + 1);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LISTED || !Number.isFinite(beforeMs))
      throw new HttpError(400, `limit= is a whole number from 1 to ${MAX_LISTED}, beforeMs= milliseconds since 1970.`);
    return images.before(name, beforeMs, limit, signal);
  };

  router.represent(routes.image, {
    offers: ['page', 'json', 'text'],
    load: ({ request, params: { name } }) => {
      const who = guard.require(request, 'read');
      return { state: requireImage(images, name), mayEdit: hasRight(who, 'own') };
    },
    page: ({ state, mayEdit }, ctx) =>
      ctx.url.searchParams.has('before') && ctx.url.searchParams.has('after')
        ? comparePage(state, ctx)
        : imagePage(state, ctx, mayEdit),
    json: async ({ state }, { url, signal }) => {
      const moments = await listed(state, url, LISTED.json, signal);
      const pictures = moments.map(moment => momentJson(state.name, moment));
      const body = { ...imageJson(state, hub.isSending(state.name)), moments: pictures };
      return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
    },
    text: async ({ state }, { request, url, signal, canShowAnsi }) => {
      const timeZone = timeZoneOf(request, url, sources.timeZone);
      const moments = await listed(state, url, LISTED.text, signal);
      return textResponse(imageText({ state, moments, nowMs: now(), timeZone }, terminalText(canShowAnsi)));
    },
  });

  router.represent(routes.imageLive, {
    offers: ['events'],
    load:
      ({ params: { name }, request }) =>
      () => {
        requireImage(images, name);
        return imageScene(forReader(sources, request), name);
      },
    events: (scene, { request }) => live.stream(request, scene),
  });
}
