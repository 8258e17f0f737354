import { type Asked, around } from '../scope/around.ts';
import { HttpError } from './http-error.ts';
import { liveTextFrames } from './live-text-frames.ts';
import type { Hold, RunningScreen, Screens } from './screens.ts';
import { serveFrames } from './serve-frames.ts';
import { refuseStream, serveScreen } from './serve-screen.ts';
import { goodbye, type StreamGate, type StreamOwner } from './stream-gate.ts';

/** A page waits so long for its screen to start; then it is answered 503. */
const START_TIMEOUT_MS = 10_000;

/** A screen by name, and how to start it when it does not run yet. */
export interface Scene {
  readonly name: string;
  readonly start: () => Promise<RunningScreen>;
}

/** Hears that a stream has opened; what it gives hears that it has ended, once. */
type OnOpen = () => () => void;

type FindScene = () => Scene | Promise<Scene>;

/** What features need to be live: the screen for drawing a page, and the stream that keeps the page moving. */
export interface Live {
  /**
   * Draws with the screen while it is held: page and stream are the same picture at the same cursor. The screen is redrawn
   * first, so that who has just changed something sees it changed.
   */
  draw<T>(scene: Scene, draw: (screen: Hold['screen']) => T): Promise<T>;
  /** A function is asked only for who may see live pages; a 404 that it throws ends the stream for good, with its sentence. */
  stream(request: Request, scene: Scene | FindScene, onOpen?: OnOpen): Promise<Response>;
  /** What a screen of text shows, sent again whenever it has changed. The request must be of somebody who may see it. */
  text(request: Request, scene: FindScene, frameOf: (text: string) => string): Response;
  /** Ends screens whose definition changed. */
  end(matches: (sceneName: string) => boolean): void;
}

export interface LiveOptions {
  readonly screens: Screens;
  readonly gate: StreamGate;
  /** Who may see live pages; undefined for who may not. */
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
  readonly loginHref: string;
}

export function createLive({ screens, gate, ownerOf, loginHref }: LiveOptions): Live {
  /** A drawing inside of another holds a screen of its own: it may be one of another scene. */
  const onScreen = around({
    nested: 'own',
    acquireTimeoutMs: START_TIMEOUT_MS,
    holdTimeoutMs: Number.POSITIVE_INFINITY, // drawing is sync
    async acquire({ args: [{ name, start }] }: Asked<[Scene, ...unknown[]]>) {
      const hold = await screens.hold(name, start);
      await hold.fresh(); // who has just changed something sees it changed
      return hold;
    },
  });

  return {
    draw: onScreen(async function drawScreen(_scene, draw) {
      const { screen } = onScreen.held();
      screen.redraw();
      return draw(screen);
    }),
    async stream(request, scene, onOpen) {
      const owner = ownerOf(request);
      if (!owner) return refuseStream(goodbye({ href: loginHref }));
      const found = await find(scene);
      if ('reason' in found) return refuseStream(goodbye(found));
      const ticket = gate.enter(owner, 'page');
      if ('refusal' in ticket) return refuseStream(goodbye({ reason: ticket.refusal }));
      const hold = await screens.hold(found.name, found.start).catch(error => {
        ticket.leave();
        throw error;
      });
      return serveScreen(request, onOpen ? tellingEnd(hold, onOpen()) : hold, ticket);
    },
    text(request, scene, frameOf) {
      const owner = ownerOf(request);
      if (!owner) throw new HttpError(401, 'Sign in, or send a read token: "Authorization: Bearer TOKEN".');
      const ticket = gate.enter(owner, 'page');
      if ('refusal' in ticket) throw new HttpError(503, ticket.refusal);
      const hold = async () => {
        const { name, start } = await scene();
        return screens.hold(name, start);
      };
      const frames = (signal: AbortSignal) => liveTextFrames({ ticket, hold, frameOf }, signal);
      return serveFrames(request, { contentType: 'text/plain; charset=utf-8', frames, ticket });
    },
    end: matches => screens.end(matches),
  };
}

function tellingEnd(hold: Hold, onEnd: () => void): Hold {
  return {
    ...hold,
    [Symbol.dispose]() {
      onEnd();
      hold[Symbol.dispose]();
    },
  };
}

/** What is not there ends the stream in words; hx-sse would ask again for ever after a 404. */
async function find(scene: Scene | FindScene): Promise<Scene | { readonly reason: string }> {
  try {
    return typeof scene === 'function' ? await scene() : scene;
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return { reason: error.message };
    throw error;
  }
}
