import type { Guard } from '../../auth/guard.ts';
import { HttpError } from '../../http/http-error.ts';
import type { StreamEnd } from '../../http/metering/stream-counts.ts';
import type { PatternRouter } from '../../http/router.ts';
import { serveParts } from '../../http/serve-parts.ts';
import type { StreamGate, StreamOwner } from '../../http/stream-gate.ts';
import { parseTime } from '../../ingest/time.ts';
import { routes } from '../../routes.ts';
import type { FrameHub } from '../frames/frame-hub.ts';
import { FRAMES_OPENING, FRAMES_TYPE, framePart } from '../frames/frame-part.ts';
import { MAX_SENDING_BYTES } from '../image-limits.ts';
import { createMemoryBudget } from '../intake/memory-budget.ts';
import type { Moment } from '../kept/picture.ts';
import type { ImageStore } from '../store.ts';
import { requireImage } from './require-image.ts';
import { servePicture } from './serve-picture.ts';

export interface PictureRoutesOptions {
  readonly guard: Guard;
  readonly images: ImageStore;
  readonly hub: FrameHub;
  readonly gate: Pick<StreamGate, 'enter'>;
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
}

interface Ctx {
  readonly request: Request;
  readonly params: { readonly name: string };
  readonly url: URL;
  readonly signal: AbortSignal;
}

type HashCtx = Ctx & { readonly params: { readonly hash: string } };

/** Of a thumb nobody knows the size before it is read. */
const THUMB_BYTES = 64 * 1024;

/** Pictures as bytes: the newest, that of a moment, one for ever, the small form, and frames as they come. */
export function mountPictures(router: PatternRouter, options: PictureRoutesOptions) {
  const { guard, images } = options;
  const budget = createMemoryBudget(MAX_SENDING_BYTES);

  const momentOf = async ({ params: { name }, url, signal }: Ctx): Promise<Moment> => {
    const state = requireImage(images, name);
    const time = url.searchParams.get('at');
    if (time === null) return state.newest;
    const at = parseTime(time);
    if (!at.ok) throw new HttpError(400, `at=: ${at.reason}`);
    const moment = await images.at(name, at.value, signal);
    const first = new Date(state.firstMs).toISOString();
    if (!moment) throw new HttpError(404, `Of ${name} nothing is kept from so long ago: the oldest is of ${first}.`);
    return moment;
  };

  const newest = guard.read(async (ctx: Ctx) => {
    const { name } = ctx.params;
    const { hash, atMs, sizeBytes } = await momentOf(ctx);
    const read = () => images.picture(name, hash, ctx.signal);
    const etag = `"${hash}"`;
    return servePicture(
      ctx.request,
      { etag, isImmutable: false, fileName: fileName(name, atMs), atMs, sizeBytes, read },
      budget,
    );
  });

  router.on(routes.imageThumb, {
    GET: guard.read(async (ctx: Ctx) => {
      const { name } = ctx.params;
      const { hash, atMs } = await momentOf(ctx);
      const read = () => images.thumb(name, hash, ctx.signal);
      const wanted = { etag: `"${hash}-thumb"`, isImmutable: false, fileName: `${name}-small`, atMs };
      return servePicture(ctx.request, { ...wanted, sizeBytes: THUMB_BYTES, read }, budget);
    }),
  });

  const forEver = (kind: 'picture' | 'thumb') =>
    guard.read(({ request, params: { name, hash }, signal }: HashCtx) => {
      const fileName = `${name}-${hash.slice(0, 12)}`;
      const etag = kind === 'picture' ? `"${hash}"` : `"${hash}-thumb"`;
      const read = () => images[kind](name, hash, signal);
      return servePicture(request, { etag, isImmutable: true, fileName, sizeBytes: THUMB_BYTES, read }, budget);
    });
  router.on(routes.imagePicture, { GET: forEver('picture') });
  router.on(routes.imagePictureThumb, { GET: forEver('thumb') });

  router.on(routes.imageFrames, { GET: guard.read((ctx: Ctx) => watch(options, ctx)) });

  return newest;
}

const FRAMES_HEADERS = {
  'Content-Type': FRAMES_TYPE,
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
};

/**
 * One viewer of frames. It begins with the newest picture that is kept: browsers draw one when the next begins, so a viewer
 * of a slow stream has something to look at as soon as there is a frame.
 */
async function watch({ images, hub, gate, ownerOf }: PictureRoutesOptions, { request, params, signal }: Ctx) {
  const { name } = params;
  const state = requireImage(images, name);
  const owner = ownerOf(request);
  if (!owner) throw new HttpError(401, 'Sign in, or send a read token.');
  const ticket = gate.enter(owner, 'images');
  if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
  const watching = hub.watch(name, ticket.traffic.countConflation);
  const leave = (how?: StreamEnd) => {
    ticket.leave(how);
    watching[Symbol.dispose]();
  };
  try {
    const kept = await images.picture(name, state.newest.hash, signal);
    const greeting = kept ? Buffer.concat([FRAMES_OPENING, ...framePart(kept.format, kept.bytes)]) : FRAMES_OPENING;
    return serveParts(request, { headers: FRAMES_HEADERS, greeting, reader: watching, ticket, leave });
  } catch (error) {
    leave();
    throw error;
  }
}

/** `door-2026-11-28T14-03-22` */
function fileName(name: string, atMs: number): string {
  return `${name}-${new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '-')}`;
}
