/** What the thread that paints does. */
export interface PaintCalls {
  /** An SVG as PNG. */
  png(svg: string): Uint8Array<ArrayBuffer>;
}
