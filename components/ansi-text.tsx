import type { Child } from 'hono/jsx';

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of a terminal
const SEQUENCES = /\u001b(?:\[([0-9;]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

export interface AnsiPiece {
  readonly text: string;
  /** Classes of the stylesheet `ansi`. */
  readonly classes: readonly string[];
}

/** A text in pieces of one look each. Everything that a terminal would do beside colour is left out. */
export function ansiPieces(text: string): AnsiPiece[] {
  const pieces: AnsiPiece[] = [];
  let look: Look = {};
  let at = 0;
  const push = (end: number) => {
    if (end > at) pieces.push({ text: text.slice(at, end), classes: classesOf(look) });
  };
  for (const match of text.matchAll(SEQUENCES)) {
    push(match.index);
    at = match.index + match[0].length;
    if (match[1] !== undefined) look = apply(look, match[1]);
  }
  push(text.length);
  return pieces;
}

/** `mark` draws the text of a piece, as with what was searched for set off. */
export function AnsiText({
  text,
  mark = plain => plain,
}: {
  text: string;
  mark?: ((text: string) => Child) | undefined;
}) {
  if (!text.includes('\u001b')) return <>{mark(text)}</>;
  return (
    <>
      {ansiPieces(text).map(({ text, classes }) =>
        classes.length === 0 ? mark(text) : <span class={classes.join(' ')}>{mark(text)}</span>,
      )}
    </>
  );
}

interface Look {
  readonly colour?: string | undefined;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
}

function classesOf({ colour, isBold, isDim, isItalic, isUnderlined }: Look): string[] {
  const names = [colour, isBold && 'bold', isDim && 'dim', isItalic && 'italic', isUnderlined && 'underlined'];
  return names.filter(name => typeof name === 'string').map(name => `ansi-${name}`);
}

function apply(before: Look, codes: string): Look {
  let look = before;
  const numbers = codes.split(';').map(Number);
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i]!;
    if (code === 38 || code === 48) {
      // 38;5;N, one of 256, or 38;2;R;G;B: only the first sixteen have a place in our palette.
      const isIndexed = numbers[i + 1] === 5;
      if (code === 38)
        look = {
          ...look,
          colour: isIndexed ? COLOURS[(numbers[i + 2] ?? 99) % 256 < 16 ? numbers[i + 2]! % 8 : 99] : undefined,
        };
      i += isIndexed ? 2 : 4;
    } else look = applyOne(look, code);
  }
  return look;
}

function applyOne(look: Look, code: number): Look {
  if (code === 0) return {};
  if (code === 1) return { ...look, isBold: true };
  if (code === 2) return { ...look, isDim: true };
  if (code === 3) return { ...look, isItalic: true };
  if (code === 4) return { ...look, isUnderlined: true };
  if (code === 22) return { ...look, isBold: false, isDim: false };
  if (code === 23) return { ...look, isItalic: false };
  if (code === 24) return { ...look, isUnderlined: false };
  if (code === 39) return { ...look, colour: undefined };
  if (code >= 30 && code <= 37) return { ...look, colour: COLOURS[code - 30] };
  return code >= 90 && code <= 97 ? { ...look, colour: COLOURS[code - 90] } : look;
}
