import type { Theme } from './theme.ts';

/** A part of a picture, in pixels. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What every part of a picture is drawn by. */
export interface PicturePart {
  readonly theme: Theme;
  readonly box: PictureBox;
}
