import type { Hold, RunningScreen, Screens } from './screens.ts';
import { refuseStream, serveScreen } from './serve-screen.ts';
import { goodbye, type StreamGate, type StreamOwner } from './stream-gate.ts';

/** A screen by name, and how to start it when it does not run yet. */
export interface Scene {
  readonly name: string;
  readonly start: () => Promise<RunningScreen>;
}

/** What features need to be live: the screen for drawing a page, and the stream that keeps the page moving. */
export interface Live {
  /** Draws with the screen while it is held: page and stream are the same picture at the same cursor. */
  draw<T>(scene: Scene, draw: (screen: Hold['screen']) => T): Promise<T>;
  stream(request: Request, scene: Scene): Promise<Response>;
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
  return {
    async draw({ name, start }, draw) {
      const hold = await screens.hold(name, start);
      try {
        return draw(hold.screen);
      } finally {
        hold.release();
      }
    },
    async stream(request, { name, start }) {
      const owner = ownerOf(request);
      if (!owner) return refuseStream(goodbye({ href: loginHref }));
      const ticket = gate.enter(owner);
      if ('refusal' in ticket) return refuseStream(goodbye({ reason: ticket.refusal }));
      try {
        return serveScreen(request, await screens.hold(name, start), ticket);
      } catch (error) {
        ticket.leave();
        throw error;
      }
    },
    end: matches => screens.end(matches),
  };
}
