import type { KeepLimits } from './kept/keep-limits.ts';

const MEBIBYTE = 1024 * 1024;

/** What may be sent. */
export interface PictureLimits {
  /** Of one picture, as it is sent. */
  readonly maxBytes: number;
  /** Of one picture, looked at before it is decoded. */
  readonly maxPixels: number;
  /** Of an endless body one picture is kept each so often. */
  readonly keepEveryMs: number;
}

/** Bytes of bodies that are in memory at one time, of all senders together. */
export const MAX_BODY_BYTES = 128 * MEBIBYTE;

/** Bytes of pictures on their way to viewers at one time. */
export const MAX_SENDING_BYTES = 256 * MEBIBYTE;

/** Names there may be. */
const MAX_NAMES = 1000;

/** The settings `TELLTALE_IMAGES_*`. */
export interface ImageSettings {
  readonly keepDays: number;
  readonly keepCount: number;
  readonly keepMegabytes: number;
  readonly totalMegabytes: number;
  readonly streamSeconds: number;
  readonly maxMegabytes: number;
  readonly maxMegapixels: number;
}

export function pictureLimits({ maxMegabytes, maxMegapixels, streamSeconds }: ImageSettings): PictureLimits {
  return {
    maxBytes: maxMegabytes * MEBIBYTE,
    maxPixels: maxMegapixels * 1_000_000,
    keepEveryMs: streamSeconds * 1000,
  };
}

export function keepLimits({ keepDays, keepCount, keepMegabytes, totalMegabytes }: ImageSettings): KeepLimits {
  return {
    maxAgeMs: keepDays * 24 * 60 * 60_000,
    maxPictures: keepCount,
    maxBytes: keepMegabytes * MEBIBYTE,
    maxTotalBytes: totalMegabytes * MEBIBYTE,
    maxNames: MAX_NAMES,
  };
}
