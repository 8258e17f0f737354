const ORIENTATION_TAG = 0x0112;

/** How a picture must be turned, 1 (not at all) to 8, by what a camera wrote: the TIFF part of Exif. */
export function exifOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return 1;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const isLittle = order === 0x4949;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > view.byteLength) return 1;
  const entries = view.getUint16(start, isLittle);
  for (let at = start + 2, left = entries; left > 0 && at + 12 <= view.byteLength; at += 12, left--) {
    if (view.getUint16(at, isLittle) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
