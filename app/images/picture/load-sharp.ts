import type sharp from 'sharp';

type Sharp = typeof sharp;

let loading: Promise<Sharp> | undefined;

/**
 * The library that decodes and encodes, loaded with the first picture: it takes memory, and many servers see none. It works
 * in threads of its own; each of them on one processor, as several pictures are worked on at once. It keeps nothing from one picture to the
 * next, and opens nothing but the formats that can be sent: no text, no drawing, no document.
 */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: library }) => {
    library.concurrency(1);
    library.cache(false);
    library.block({ operation: ['VipsForeignLoad'] });
    library.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map(name => `VipsForeignLoad${name}`) });
    return library;
  });
  return loading;
}
