import type { Labels } from '../../history/reading.ts';

/** What pictures are kept as; browsers show all of them. */
export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** A picture that may be shown: looked at as a whole, upright, and without what a camera wrote beside it. */
export interface Picture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  /** The same in small, as WebP. */
  readonly thumb: Uint8Array;
}

/** A picture of a name at a moment, as it is kept. */
export interface Moment {
  /** Grows with every picture of every name, and survives restarts. */
  readonly seq: number;
  readonly atMs: number;
  /** SHA-256 of the picture's bytes, hexadecimal. */
  readonly hash: string;
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly labels: Labels;
}

/** What is known of a name. */
export interface ImageState {
  readonly name: string;
  readonly newest: Moment;
  /** When the oldest that is kept was taken. */
  readonly firstMs: number;
  readonly pictures: number;
  /** On disk; a picture that came several times counts once. */
  readonly sizeBytes: number;
}

/** A committed change of a name. Without `state` it is gone. */
export interface ImageChange {
  readonly name: string;
  readonly state?: ImageState | undefined;
}
