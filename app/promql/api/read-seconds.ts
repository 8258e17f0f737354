/** In one way only: a text of digits without end must not be tried in others. */
const DECIMAL = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whole milliseconds of a number of seconds. Undefined: the text is no number. */
export function readSeconds(text: string): number | undefined {
  return DECIMAL.test(text) ? Math.round(Number(text) * 1000) : undefined;
}
