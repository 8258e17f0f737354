import type { PanelDefinition } from '../definition.ts';
import type { Clash } from './merge-panels.ts';
import type { PanelForm } from './panel-form.ts';
import type { QueryView } from './query-view.ts';

/** How what is in the form stands to what is kept. */
export type Standing =
  | { readonly kind: 'kept' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly problems: number; readonly whole: string | undefined }
  /** Somebody else changed the same fields meanwhile, or deleted the panel. */
  | { readonly kind: 'changed'; readonly clashes: readonly Clash[] }
  | { readonly kind: 'gone' };

/** What the page of one panel shows. */
export interface EditView {
  readonly slug: string;
  /** Of the dashboard. */
  readonly boardTitle: string;
  /** Names of what the dashboard can be looked at for. */
  readonly variables: readonly string[];
  /** As it was known last; its place is not in the form. */
  readonly panel: PanelDefinition;
  readonly form: PanelForm;
  readonly queries: readonly QueryView[];
  /** Names for settings that name something: of the log streams, pictures, jobs or topics there are. */
  readonly names: readonly string[];
  readonly standing: Standing;
  /** The panel that the form began with; what differs from it was changed here. */
  readonly base: PanelDefinition;
  /** Of this page, and how many times a button changed its rows. */
  readonly editor: string;
  readonly turn: number;
}

/** What the page is called: as the panel is. */
export function titleOf({ panel: { title } }: Pick<EditView, 'panel'>): string {
  return title === '' ? 'A panel' : title;
}
