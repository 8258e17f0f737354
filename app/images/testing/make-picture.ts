import sharp from 'sharp';

export interface PictureOptions {
  readonly width?: number;
  readonly height?: number;
  readonly format?: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';
  /** Pictures of different numbers differ. */
  readonly seed?: number;
}

/** A picture of two colours, the upper half and the lower. */
export async function makePicture({ width = 64, height = 48, format = 'jpeg', seed = 0 }: PictureOptions = {}) {
  return await paint(width, height, seed).toFormat(format).toBuffer();
}

/** A JPEG as a phone makes it: turned by a quarter, and with the place where it was taken. */
export async function makePhonePicture(orientation = 6): Promise<Buffer> {
  const plain = await makePicture({ width: 80, height: 40 });
  const exif = {
    IFD0: { Make: 'Camera maker', Copyright: 'somebody' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '7/1 0/1 0/1' },
  };
  return await sharp(plain).withExif(exif).withMetadata({ orientation }).jpeg().toBuffer();
}

/** A GIF or WebP of several pictures behind each other. */
export async function makeAnimation(format: 'gif' | 'webp', frames: number): Promise<Buffer> {
  const pictures = await Promise.all(
    Array.from({ length: frames }, (_, i) =>
      paint(16, 16, i * 40)
        .png()
        .toBuffer(),
    ),
  );
  return await sharp(pictures, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
}

function paint(width: number, height: number, seed: number) {
  const colour = (by: number) => ({ r: (seed * 37 + by) % 256, g: (seed * 101 + by * 2) % 256, b: 90 });
  const top = { create: { width, height: Math.max(1, height >> 1), channels: 3 as const, background: colour(30) } };
  return sharp({ create: { width, height, channels: 3, background: colour(120) } }).composite([
    { input: top, gravity: 'north' },
  ]);
}
