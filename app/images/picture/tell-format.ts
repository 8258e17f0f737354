/** What can be sent. */
export type SentFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** More than these do not tell more. */
const HEAD_BYTES = 64;

/** The format of a picture by its first bytes; what the sender calls it counts for nothing. */
export function tellFormat(bytes: Uint8Array): SentFormat | undefined {
  const head = headOf(bytes);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  return brandsOf(head).some(brand => brand === 'avif' || brand === 'avis') ? 'avif' : undefined;
}

/** What other thing it is, for a sentence. */
export function tellOther(bytes: Uint8Array): string {
  const head = headOf(bytes);
  if (head === '') return 'the body is empty';
  const brands = brandsOf(head);
  if (brands.some(brand => /^(hei[cxms]|hev[cx]|mif1)$/.test(brand))) return 'this is a HEIC picture';
  if (brands.length > 0) return 'this is a video';
  const known = OTHERS.find(([beginning]) => head.trimStart().toLowerCase().startsWith(beginning.toLowerCase()));
  return known ? `this is ${known[1]}` : 'this is no picture';
}

/** By how they begin, as Latin-1. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['<?xml', 'an SVG or XML text'],
  ['<svg', 'an SVG or XML text'],
  ['<!doctype', 'a page'],
  ['<html', 'a page'],
  ['BM', 'a BMP picture'],
  ['II*', 'a TIFF or raw picture'],
  ['MM\0*', 'a TIFF or raw picture'],
  ['%PDF', 'a PDF'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL picture'],
  ['RIFF', 'a video or sound'],
  ['\x1aE\xdf\xa3', 'a video'],
];

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString('latin1');
}

/** The brands of a file of the ISO base media format; the first one is the major one. */
function brandsOf(head: string): readonly string[] {
  if (head.slice(4, 8) !== 'ftyp') return [];
  const sizeBytes = Math.min(head.charCodeAt(2) * 256 + head.charCodeAt(3), head.length);
  const others = Math.max(0, Math.floor((sizeBytes - 16) / 4));
  return [head.slice(8, 12), ...Array.from({ length: others }, (_, i) => head.slice(16 + i * 4, 20 + i * 4))];
}
