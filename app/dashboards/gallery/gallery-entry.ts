import type { IconName } from '../../../components/icons.tsx';
import type { PanelDefinition, PanelOf } from '../definition.ts';
import type { ChosenSignal } from './chosen-signal.ts';

/** How the gallery offers a kind of panel. */
export interface GalleryEntry<Kind extends PanelDefinition['kind']> {
  /** What people call the kind: `Lines`. */
  readonly label: string;
  readonly icon: IconName;
  /** What it is good for, in a few words. */
  readonly about: string;
  /** Columns and rows that such a panel usually takes. */
  readonly size: { readonly w: number; readonly h: number };
  /** What a panel of this kind needs beside its title and its place to show the signal; undefined: it does not suit it. */
  suits(signal: ChosenSignal): GallerySettings<Kind> | undefined;
}

export type GallerySettings<Kind extends PanelDefinition['kind']> = Omit<
  PanelOf<Kind>,
  'kind' | 'id' | 'title' | 'w' | 'h'
>;
