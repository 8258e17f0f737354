import { terminalText } from '../../../components/text/terminal-text.ts';
import { logText } from '../../logs/page/log-text.ts';
import type { ToldLine } from './read-frames.ts';
import { safeColours } from './safe-colours.ts';

export type DrawLine = (line: ToldLine) => string;

/** A line as a person reads it: in colours, its own too, or as it stands. */
export function drawText(hasColour: boolean): DrawLine {
  const style = terminalText(hasColour);
  return ({ time, ...line }) => {
    const told = { ...line, atMs: Date.parse(time) };
    return hasColour ? logText(told, style, safeColours) : logText(told, style);
  };
}

/** Control characters that JSON leaves as they are; some terminals obey them. */
const OBEYED = /[\u007f-\u009f]/g;

/** A line as programs read it. */
export function drawJson(line: ToldLine): string {
  return `${JSON.stringify(line).replace(OBEYED, one => `\\u00${one.charCodeAt(0).toString(16)}`)}\n`;
}
