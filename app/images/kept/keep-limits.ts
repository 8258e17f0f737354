/** How much is kept; beyond any of them the oldest go. */
export interface KeepLimits {
  readonly maxAgeMs: number;
  /** Of one name. */
  readonly maxPictures: number;
  /** Of one name. */
  readonly maxBytes: number;
  /** Of all names together, with what their moments take beside the pictures. */
  readonly maxTotalBytes: number;
  /** Names there may be; a further one is refused. */
  readonly maxNames: number;
}
