import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { type Freshness, freshnessOf } from '../../../components/format/freshness.ts';
import type { ImageState, Moment } from '../kept/picture.ts';
import { FORMAT_NAMES } from '../picture/format-names.ts';

/** From how many pictures, over what time, the usual distance can be told. */
const MIN_PICTURES = 5;
const MIN_SPAN_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** How fresh an image is, by how far apart its pictures are on the whole. */
export function imageFreshness({ newest, firstMs, pictures }: ImageState, nowMs: number): Freshness {
  const spanMs = newest.atMs - firstMs;
  const isTold = pictures >= MIN_PICTURES && spanMs >= MIN_SPAN_MS;
  return freshnessOf(newest.atMs, isTold ? spanMs / (pictures - 1) : undefined, nowMs);
}

/** `1280 × 720 · JPEG · 84 kB` */
export function aboutPicture({ width, height, format, sizeBytes }: Moment): string {
  return `${width}\u00a0×\u00a0${height} · ${FORMAT_NAMES[format]} · ${formatValueText(sizeBytes, 'bytes')}`;
}

/** `1280 × 720 · JPEG` */
export function aboutSize({ width, height, format }: Moment): string {
  return `${width}\u00a0×\u00a0${height} · ${FORMAT_NAMES[format]}`;
}

/** `31 pictures` */
export function countPictures(pictures: number): string {
  return pictures === 1 ? '1 picture' : `${formatValueText(pictures, '')} pictures`;
}

/** `14:03:22`, with the day where that is another one. */
export function momentTime(atMs: number, nowMs: number, timeZone: string): string {
  const time = clockTime(atMs, timeZone, 'seconds');
  const isNear =
    Math.abs(nowMs - atMs) < DAY_MS && clockTime(atMs, timeZone, 'day') === clockTime(nowMs, timeZone, 'day');
  return isNear ? time : `${clockTime(atMs, timeZone, 'day')} ${time}`;
}

/** `room=kitchen side=left` */
export function labelWords({ labels }: Moment): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
