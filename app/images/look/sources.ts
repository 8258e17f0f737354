import type { FrameHub } from '../frames/frame-hub.ts';
import type { ImageStore } from '../store.ts';

/** What the pages of images are drawn from. */
export interface ImageSources {
  readonly images: ImageStore;
  readonly hub: FrameHub;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}
