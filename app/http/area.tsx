import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Area, Region } from './screen.ts';

const SLOT = '<!--regions-->';

/** Where the regions of an area go, inside the element given to `area`. */
export function Slot() {
  return raw(SLOT);
}

/** An area from an element with one `<Slot />` in it; `id` is the element's id. */
export function area(id: string, element: Child, regions: readonly Region[]): Area {
  const [open, close, ...more] = String(element).split(SLOT);
  if (open === undefined || close === undefined || more.length > 0)
    throw new Error(`The element of the area "${id}" must hold one <Slot />.`);
  return { id, open, regions, close };
}

/** An area that is redrawn as a whole. */
export function wholeArea(id: string, element: Child): Area {
  return { id, open: String(element), regions: [], close: '' };
}
