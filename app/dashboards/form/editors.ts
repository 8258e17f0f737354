import { createHash } from 'node:crypto';
import type { PanelDefinition } from '../definition.ts';

/** Open pages that are remembered; of older ones a change of their own may be taken for somebody else's. */
const MAX_EDITORS = 1000;

/** What is remembered of the pages on which panels are edited: a page may send its next change before it hears of its last one. */
export interface Editors {
  /** Whether the panel is as this page has left it. */
  wrote(editor: string, panel: PanelDefinition): boolean;
  note(editor: string, written: { readonly panel: PanelDefinition | undefined; readonly turn: number }): void;
  /** How many times a button has changed the rows of this page. */
  turnOf(editor: string): number;
}

export function createEditors(): Editors {
  const known = new Map<string, { digest: string | undefined; turn: number }>();
  return {
    wrote: (editor, panel) => known.get(editor)?.digest === panelDigest(panel),
    note(editor, { panel, turn }) {
      const before = known.get(editor);
      known.delete(editor);
      known.set(editor, { digest: panel ? panelDigest(panel) : before?.digest, turn });
      if (known.size > MAX_EDITORS) known.delete(known.keys().next().value!);
    },
    turnOf: editor => known.get(editor)?.turn ?? 0,
  };
}

/** Short, and another one when anything but the place of the panel changes. */
export function panelDigest(panel: PanelDefinition): string {
  const placeless = Object.entries(panel).filter(([name]) => !PLACE.has(name));
  return createHash('sha256').update(JSON.stringify(placeless)).digest('hex').slice(0, DIGEST_CHARS);
}

const PLACE = new Set(['w', 'h', 'x', 'y']);
const DIGEST_CHARS = 16;
