import type { Sharp } from 'sharp';
import { type Checked, invalid, valid } from '../../ingest/checked.ts';
import type { PictureLimits } from '../image-limits.ts';
import type { Picture, PictureFormat } from '../kept/picture.ts';
import { FORMAT_NAMES } from './format-names.ts';
import { loadSharp } from './load-sharp.ts';
import type { PlainPicture } from './plain-picture.ts';
import { readJpeg } from './read-jpeg.ts';
import { readPng } from './read-png.ts';
import { type SentFormat, tellFormat, tellOther } from './tell-format.ts';

/** The longer side of the small form: sharp on a tile of the page, and some 10 kB. */
const THUMB_SIDE_PX = 480;
const THUMB = { quality: 70, effort: 2 } as const;
/** A picture that takes longer is given up. */
const TIMEOUT_SECONDS = 20;

/** A picture that can be kept, and what was done for it. */
export interface Prepared {
  readonly picture: Picture;
  readonly sent: SentFormat;
  /** Of an animation only the first one is kept. */
  readonly frames: number;
  readonly wasTurned: boolean;
}

/**
 * Makes of what was sent a picture that may be shown. Its size is looked at before anything is decoded. JPEG and PNG stay
 * as they are, without what a camera wrote beside them; what must be turned, and WebP, is encoded anew; GIF becomes PNG, AVIF
 * WebP. All are decoded once, for the small form, so that what is damaged is refused.
 */
export async function preparePicture(
  bytes: Uint8Array,
  limits: Pick<PictureLimits, 'maxPixels'>,
): Promise<Checked<Prepared>> {
  const sent = tellFormat(bytes);
  if (!sent) return invalid(`${tellOther(bytes)}; send JPEG, PNG, WebP, GIF or AVIF.`);
  try {
    const made = await toShown(sent, bytes, limits);
    if (!made.ok) return made;
    const { frames, wasTurned, ...shown } = made.value;
    const thumb = await open(shown.bytes, limits).then(each => encodeThumb(each));
    return valid({ picture: { ...shown, thumb }, sent, frames, wasTurned });
  } catch (error) {
    return invalid(explain(error, sent));
  }
}

type Shown = Omit<Picture, 'thumb'> & Pick<Prepared, 'frames' | 'wasTurned'>;

async function toShown(sent: SentFormat, bytes: Uint8Array, limits: Limits): Promise<Checked<Shown>> {
  if (sent === 'jpeg' || sent === 'png') {
    const read = sent === 'jpeg' ? readJpeg(bytes) : readPng(bytes);
    return read.ok ? fromPlain(sent, read.value, limits) : read;
  }
  const { width, height, pages = 1, orientation = 1 } = await (await open(bytes)).metadata();
  const fault = findFault(width, height, limits);
  if (fault !== undefined) return invalid(fault);
  return valid({ ...(await encode(bytes, ENCODED_AS[sent], limits)), frames: pages, wasTurned: orientation > 1 });
}

type Limits = Pick<PictureLimits, 'maxPixels'>;

const ENCODED_AS = { webp: 'webp', gif: 'png', avif: 'webp' } as const satisfies Record<string, PictureFormat>;

async function fromPlain(
  format: 'jpeg' | 'png',
  { width, height, orientation, bytes, ...more }: PlainPicture & { readonly frames?: number },
  limits: Limits,
): Promise<Checked<Shown>> {
  const fault = findFault(width, height, limits);
  if (fault !== undefined) return invalid(fault);
  const { frames = 1 } = more;
  if (orientation === 1) return valid({ format, width, height, bytes, frames, wasTurned: false });
  return valid({ ...(await encode(bytes, format, limits, orientation)), frames, wasTurned: true });
}

/** Why a picture is too large to be decoded. */
function findFault(width: number, height: number, { maxPixels }: Limits): string | undefined {
  if (width * height <= maxPixels) return undefined;
  const megapixels = (width * height) / 1_000_000;
  return `the picture has ${width}x${height}, which is ${megapixels.toFixed(1)} megapixels; send at most ${maxPixels / 1_000_000} (TELLTALE_IMAGES_MAX_MEGAPIXELS).`;
}

/** Without limits for its head only. */
async function open(bytes: Uint8Array, limits?: Limits): Promise<Sharp> {
  const sharp = await loadSharp();
  const options = { limitInputPixels: limits?.maxPixels ?? false, failOn: 'error', sequentialRead: true } as const;
  return sharp(bytes, options).timeout({ seconds: TIMEOUT_SECONDS });
}

/** `orientation`: of a picture whose own word of it was taken out already. */
async function encode(bytes: Uint8Array, format: PictureFormat, limits: Limits, orientation?: number) {
  const image = await open(bytes, limits);
  const upright = orientation === undefined ? image.autoOrient() : turn(image, orientation);
  const { data, info } = await upright.toFormat(format, ENCODING[format]).toBuffer({ resolveWithObject: true });
  return { format, width: info.width, height: info.height, bytes: data };
}

const ENCODING = { jpeg: { quality: 92 }, png: { compressionLevel: 6 }, webp: { quality: 90, effort: 2 } } as const;

/** Exif counts eight ways: four turns, each also mirrored. */
function turn(image: Sharp, orientation: number): Sharp {
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  const degrees = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0;
  return isMirrored ? image.flop().rotate(degrees) : image.rotate(degrees);
}

async function encodeThumb(image: Sharp): Promise<Uint8Array> {
  const small = image.resize(THUMB_SIDE_PX, THUMB_SIDE_PX, { fit: 'inside', withoutEnlargement: true });
  return await small.webp(THUMB).toBuffer();
}

function explain(error: unknown, sent: SentFormat): string {
  const { message } = error as Error;
  const name = FORMAT_NAMES[sent];
  if (/premature end|truncated|end of|not enough/i.test(message)) return `this ${name} is cut off; send it again.`;
  if (/timeout/i.test(message)) return `this ${name} takes too long to decode; send a smaller one.`;
  return `this ${name} cannot be decoded, as it is damaged or of a rare kind; save it anew, or send another format.`;
}
