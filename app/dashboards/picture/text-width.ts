/** Pixels that a text takes in the face of pictures, nearly: enough to cut it where it would run into something. */
export function textWidth(text: string, sizePx: number): number {
  let ems = 0;
  for (const char of text) ems += emsOf(char);
  return ems * sizePx;
}

/** The text in at most so many pixels, cut with an ellipsis. */
export function fitWidth(text: string, sizePx: number, roomPx: number): string {
  if (textWidth(text, sizePx) <= roomPx) return text;
  const roomEms = roomPx / sizePx - emsOf('…');
  let [ems, cut] = [0, ''];
  for (const char of text) {
    ems += emsOf(char);
    if (ems > roomEms) break;
    cut += char;
  }
  return cut === '' ? '' : `${cut.trimEnd()}…`;
}

function emsOf(char: string): number {
  if (/[ilj.,:;|'!\u00a0 ()[\]]/.test(char)) return 0.3;
  if (/[mwMW@%…—]/.test(char)) return 0.9;
  if (/[A-Z]/.test(char)) return 0.68;
  return char > '\u2e80' ? 1 : 0.57;
}
