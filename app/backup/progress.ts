import { formatValueText } from '../../components/format/format-value.ts';

/** How far something long has come, in one line of a terminal; else a line for each part that is large. */
export interface Progress {
  /** The size may be unknown. */
  begin(what: string, totalBytes?: number): void;
  /** `more` stands behind the bytes: `, 3 of 40 series`. */
  at(doneBytes: number, more?: string): void;
  end(): void;
}

export interface ProgressOptions {
  readonly isTerminal: boolean;
  readonly say: (text: string) => void;
}

/** Parts that take a second or more. */
const LARGE_BYTES = 256 * 1024 * 1024;
const REDRAW_MS = 100;
const CLEAR_LINE = '\r\x1b[K';

export function createProgress({ isTerminal, say }: ProgressOptions): Progress {
  let part = '';
  let total = '';
  let drawnMs = 0;
  return {
    begin(what, totalBytes) {
      part = what;
      total = totalBytes === undefined ? '' : ` of ${inBytes(totalBytes)}`;
      drawnMs = 0;
      if (!isTerminal && totalBytes !== undefined && totalBytes >= LARGE_BYTES)
        say(`${what}: ${inBytes(totalBytes)}\n`);
    },
    at(doneBytes, more = '') {
      if (!isTerminal || performance.now() - drawnMs < REDRAW_MS) return;
      drawnMs = performance.now();
      say(`${CLEAR_LINE}${part}: ${inBytes(doneBytes)}${total}${more}`);
    },
    end() {
      if (isTerminal) say(CLEAR_LINE);
    },
  };
}

function inBytes(count: number): string {
  return formatValueText(count, 'bytes');
}
