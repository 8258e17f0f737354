import type { SentFormat } from './tell-format.ts';

/** How people write them. */
export const FORMAT_NAMES: Readonly<Record<SentFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  gif: 'GIF',
  avif: 'AVIF',
};
