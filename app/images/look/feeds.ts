import type { Scene } from '../../http/live.ts';
import { type Feed, type FeedEvents, runScreen } from '../../http/run-screen.ts';
import type { TextFeed } from '../../http/text-feed.ts';
import type { ImageState } from '../kept/picture.ts';
import { followImages } from './follow-images.ts';
import { nowFigure } from './now-figure.tsx';
import { requireImage } from './require-image.ts';
import type { ImageSources } from './sources.ts';
import { imagesText } from './text.ts';
import { tilesArea } from './tiles.tsx';
import { sendHead } from './waiting.tsx';

/** Tiles of the page at most; a search finds the others. */
export const MAX_TILES = 120;

export function findImages({ images }: Pick<ImageSources, 'images'>, search: string): readonly ImageState[] {
  const words = search.toLowerCase();
  return images.newest().filter(({ name }) => name.toLowerCase().includes(words));
}

/** All images whose name holds what is searched for. */
export function imagesScene(sources: ImageSources, search: string): Scene {
  return {
    name: `images ${search}`,
    start: () => runScreen(events => startImages(sources, search, events), sources.onError),
  };
}

export async function startImages(sources: ImageSources, search: string, events: FeedEvents): Promise<TextFeed> {
  const { hub, now, timeZone } = sources;
  const shown = () => findImages(sources, search).slice(0, MAX_TILES);
  const stop = followImages(sources, events);
  return {
    stop,
    draw() {
      // By name, so that nobody's tile runs away from under the finger.
      const states = [...shown()].sort((a, b) => byName.compare(a.name, b.name));
      const tiles = tilesArea({ states, isSending: hub.isSending, nowMs: now() });
      return [tiles, sendHead({ isWaiting: states.length === 0, search })];
    },
    text: style => imagesText({ states: shown(), isSending: hub.isSending, nowMs: now(), timeZone, search }, style),
  };
}

/** `cam 2` before `cam 10`. */
const byName = new Intl.Collator('en', { numeric: true });

/** One image as it is now. */
export function imageScene(sources: ImageSources, name: string): Scene {
  return {
    name: `image ${sources.timeZone} ${name}`,
    start: () => runScreen(events => startImage(sources, name, events), sources.onError),
  };
}

async function startImage(sources: ImageSources, name: string, events: FeedEvents): Promise<Feed> {
  const { images, hub, now, timeZone } = sources;
  let state = requireImage(images, name);
  const onChange = () => (images.state(name) ? events.onChange() : events.onLost());
  return {
    stop: followImages(sources, { ...events, onChange }),
    draw() {
      state = images.state(name) ?? state; // it is gone, and so is the screen in a moment
      return [nowFigure({ state, isSending: hub.isSending(name), nowMs: now(), timeZone })];
    },
  };
}
