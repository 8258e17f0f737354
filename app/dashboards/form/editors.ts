import { createHash } from 'node:crypto';
import type { PanelDefinition } from '../definition.ts';
import { isPlace } from './is-place.ts';

/** Open pages that are remembered; of older ones a change of their own may be taken for somebody else's. */
const MAX_EDITORS = 1000;

interface Noted {
  /** As it stood in the form that was kept last. */
  readonly sent: PanelDefinition | undefined;
  /** What the page was told last to make its next change from. */
  readonly told: PanelDefinition;
  readonly turn: number;
}

/** What is remembered of the pages on which panels are edited: a page may send its next change before it hears of its last one. */
export interface Editors {
  /** From what the page has made its change, of which it says `base`. */
  baseOf(editor: string, base: PanelDefinition): PanelDefinition;
  note(editor: string, noted: Noted): void;
  /** How many times a button has changed the rows of this page. */
  turnOf(editor: string): number;
}

export function createEditors(): Editors {
  const known = new Map<string, Noted>();
  return {
    baseOf(editor, base) {
      const last = known.get(editor);
      const hasHeard = !last || panelDigest(last.told) === panelDigest(base);
      return hasHeard ? base : (last.sent ?? base);
    },
    note(editor, { sent, told, turn }) {
      const before = known.get(editor);
      known.delete(editor);
      known.set(editor, { sent: sent ?? before?.sent, told, turn });
      if (known.size > MAX_EDITORS) known.delete(known.keys().next().value!);
    },
    turnOf: editor => known.get(editor)?.turn ?? 0,
  };
}

/** Short, and another one when anything but the place of the panel changes. */
export function panelDigest(panel: PanelDefinition): string {
  const placeless = Object.entries(panel)
    .filter(([name]) => !isPlace(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(placeless)).digest('hex').slice(0, DIGEST_CHARS);
}

const DIGEST_CHARS = 16;
