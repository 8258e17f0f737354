/** A picture whose structure was read through, and which can be kept without encoding it anew. */
export interface PlainPicture {
  readonly width: number;
  readonly height: number;
  /** 1: it is upright as it is. */
  readonly orientation: number;
  /** Only what draws the picture: nothing that a camera or a program wrote beside it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
