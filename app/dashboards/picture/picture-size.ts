import { HttpError } from '../../http/http-error.ts';
import type { PanelDefinition } from '../definition.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const MIN_PX = 80;
const MAX_PX = 4096;
/** A picture of pixels takes four bytes for each of them. */
const MAX_PIXELS = 8_000_000;
/** Of a panel on a page of usual width. */
const COLUMN_PX = 50;
const ROW_PX = 36;

/** As wide and high as the address says, else as the panel is on a page. @throws HttpError 400 */
export function pictureSize({ searchParams }: URL, { w, h }: Pick<PanelDefinition, 'w' | 'h'>): PictureSize {
  const size = {
    width: readPixels('width', searchParams) ?? Math.max(240, w * COLUMN_PX),
    height: readPixels('height', searchParams) ?? Math.max(120, h * ROW_PX),
  };
  if (size.width * size.height <= MAX_PIXELS) return size;
  throw new HttpError(400, `A picture has at most ${MAX_PIXELS / 1e6} million pixels: ask for less width or height.`);
}

function readPixels(name: string, query: URLSearchParams): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const pixels = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (pixels >= MIN_PX && pixels <= MAX_PX) return pixels;
  throw new HttpError(400, `${name} is a whole number of pixels from ${MIN_PX} to ${MAX_PX}, such as ${name}=600.`);
}
