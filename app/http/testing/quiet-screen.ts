import { createScreen, type Screen } from '../screen.ts';
import type { RunningScreen } from '../screens.ts';

/** A screen with one region that shows `text`, and what became of its feed. */
export interface QuietScreen {
  readonly screen: Screen;
  readonly running: RunningScreen;
  /** Counts calls of `start`, and of `stop`. */
  starts: number;
  stops: number;
  readonly start: () => Promise<RunningScreen>;
  show(text: string): void;
  lose(): void;
}

export function quietScreen(first = ''): QuietScreen {
  let text = first;
  const lost = Promise.withResolvers<void>();
  const screen = createScreen(() => [
    {
      id: 'area',
      open: '<div id="area">',
      regions: [{ id: 'text', html: `<p id="text">${text}</p>` }],
      close: '</div>',
    },
  ]);
  const quiet: QuietScreen = {
    screen,
    running: { screen, lost: lost.promise, stop: () => quiet.stops++ },
    starts: 0,
    stops: 0,
    async start() {
      quiet.starts++;
      return quiet.running;
    },
    show(next) {
      text = next;
      screen.redraw();
    },
    lose: lost.resolve,
  };
  return quiet;
}
