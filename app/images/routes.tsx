import { ConfirmPage } from '../../components/confirm.tsx';
import { Toast } from '../../components/toast.tsx';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import type { StreamGate, StreamOwner } from '../http/stream-gate.ts';
import { textOf } from '../http/text-feed.ts';
import { forAddress, forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { createFrameHub } from './frames/frame-hub.ts';
import { type ImageSettings, keepLimits, pictureLimits } from './image-limits.ts';
import { intakeHandler } from './intake/intake-routes.ts';
import { findImages, imagesScene, MAX_TILES, startImages } from './look/feeds.ts';
import { mountImage } from './look/image-routes.tsx';
import { FoundImages, ImagesPage } from './look/images-page.tsx';
import { imageJson } from './look/json.ts';
import { mountPictures } from './look/picture-routes.ts';
import type { ImageSources } from './look/sources.ts';
import { waysToSendImages } from './look/ways-to-send.ts';
import type { ImageStore } from './store.ts';

export interface ImageRoutesOptions {
  readonly images: ImageStore;
  readonly audit: Audit;
  readonly limits: ImageSettings;
  readonly guard: Guard;
  readonly gate: StreamGate;
  readonly live: Live;
  readonly shell: PageShell;
  readonly writeToken: WriteToken;
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
  readonly sources: Omit<ImageSources, 'images' | 'hub'>;
  /** Who may look; undefined for who may not. */
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
  readonly addressOf: (request: Request) => string;
}

const SEARCH_MAX_CHARS = 100;
/** From so many images on there is something to search. */
const SEARCH_FROM = 12;

/** Pictures: sent, looked at, compared, and streamed. */
export function mountImages(router: PatternRouter, options: ImageRoutesOptions): void {
  const { images, audit, guard, gate, live, shell, writeToken, publicUrl } = options;
  const hub = createFrameHub();
  const sources: ImageSources = { ...options.sources, images, hub };
  const { now } = sources;
  const limits = pictureLimits(options.limits);
  const { maxAgeMs } = keepLimits(options.limits);

  const newest = mountPictures(router, { ...options, hub });
  const take = intakeHandler({ ...{ images, hub, gate, limits, now, guard, maxAgeMs }, addressOf: options.addressOf });
  router.on(routes.img, { GET: newest, POST: take, PUT: take });

  const found = (search: string) =>
    live.draw(imagesScene(sources, search), screen => (
      <FoundImages
        tiles={screen.html('image-tiles')}
        head={screen.html('send-head')}
        liveHref={routes.imagesLive.href({}, { q: search, cursor: screen.cursor })}
        total={findImages(sources, search).length}
        limit={MAX_TILES}
      />
    ));

  router.represent(routes.images, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { search: searchOf(url), mayEdit: hasRight(who, 'own') };
    },
    page: async ({ search, mayEdit }, { request, url }) => {
      const token = (mayEdit && writeToken.read()) || 'TOKEN';
      const removed = url.searchParams.get('removed');
      return htmlResponse(
        <ImagesPage
          {...{ shell, search }}
          live={liveLink(forReader(sources, request))}
          hasSearch={search !== '' || images.newest().length >= SEARCH_FROM}
          found={await found(search)}
          ways={waysToSendImages((publicUrl ?? url).origin, token)}
          way={url.searchParams.get('how') ?? 'curl'}
          toast={removed !== null && !images.state(removed) ? <RemovedToast name={removed} /> : undefined}
        />,
      );
    },
    fragment: async ({ search }) => fragmentResponse(await found(search)),
    events: ({ search }, { request }) => live.stream(request, imagesScene(sources, search)),
    text: ({ search }, ctx) => textOf(events => startImages(forAddress(sources, ctx), search, events), ctx),
    json: ({ search }) => {
      const all = findImages(sources, search).map(state => imageJson(state, hub.isSending(state.name)));
      return Response.json({ images: all }, { headers: { 'Cache-Control': 'no-store' } });
    },
  });

  router.represent(routes.imagesLive, {
    offers: ['events'],
    load: ({ url }) => imagesScene(sources, searchOf(url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountImage(router, { images, guard, live, shell, sources });

  router.on(routes.imageRemoval, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params: { name } }: RemovalCtx) => htmlResponse(<RemovalPage {...{ shell, name }} />)),
    },
    POST: guard.own(async ({ params: { name }, request }: RemovalCtx) => {
      const isGone = await audit.around(
        { who: audit.by(request), action: 'image deleted', subject: name },
        () => images.remove(name),
        isRemoved => (isRemoved ? undefined : 'there was none'),
      );
      if (!isGone) throw new HttpError(404, `There is no image ${name}.`);
      return seeOther(routes.images.href({}, { removed: name }));
    }),
  });
}

interface RemovalCtx {
  readonly request: Request;
  readonly params: { readonly name: string };
}

function RemovalPage({ shell, name }: { readonly shell: PageShell; readonly name: string }) {
  return (
    <Page shell={shell} title="Delete an image" room="images">
      <ConfirmPage
        id="removal"
        title="Delete this image?"
        action={routes.imageRemoval.href({ name })}
        confirm="Delete image"
        cancelHref={routes.image.href({ name })}
      >
        <p>
          <code>{name}</code> and all its pictures. They cannot be brought back.
        </p>
      </ConfirmPage>
    </Page>
  );
}

function RemovedToast({ name }: { readonly name: string }) {
  return (
    <Toast>
      Deleted <code>{name}</code>
    </Toast>
  );
}

function searchOf(url: URL): string {
  return (url.searchParams.get('q') ?? '').trim().slice(0, SEARCH_MAX_CHARS);
}
