import type { Labels } from '../../history/reading.ts';
import type { KeepLimits } from './keep-limits.ts';
import type { ImageChange, ImageState, Moment, Picture } from './picture.ts';

/** What the keeper of the pictures needs to start. */
export interface ImageKeeperData {
  readonly path: string;
  readonly limits: KeepLimits;
}

export interface PictureToKeep {
  readonly name: string;
  readonly atMs: number;
  readonly labels: Labels;
  readonly picture: Picture;
}

export type KeptPicture =
  | { readonly moment: Moment /** Of this name it is the first. */; readonly isNew: boolean }
  | { readonly refusal: string };

/** What the keeper answers: it alone writes. */
export interface ImageKeeperCalls {
  keep(picture: PictureToKeep): KeptPicture;
  /** Every name. */
  states(): readonly ImageState[];
  /** Forgets a name and all its pictures. False: there is none. */
  remove(name: string): boolean;
  /** Forgets what is beyond the limits at `nowMs`, and gives the room back. */
  sweep(nowMs: number): void;
}

/** Told after each commit. */
export type ImageKeeperEvent = readonly ImageChange[];

export interface ImageReaderData {
  readonly path: string;
}

export interface Stored {
  readonly format: Picture['format'];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A piece of the past of a name: at most one picture of each step, its newest. */
export interface Span {
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
  readonly stepMs: number;
}

/** What a thread answers that only reads: never in the way of a commit. */
export interface ImageReaderCalls {
  picture(name: string, hash: string): Stored | undefined;
  thumb(name: string, hash: string): Stored | undefined;
  /** The newest that was there at a moment. */
  at(name: string, atMs: number): Moment | undefined;
  /** The first one after a moment. */
  after(name: string, atMs: number): Moment | undefined;
  /** The newest ones before a moment, newest first. */
  before(name: string, beforeMs: number, limit: number): readonly Moment[];
  span(name: string, span: Span): readonly Moment[];
}
