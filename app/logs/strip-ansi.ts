const ESCAPE = '\u001b';

/** Sequences of a terminal: colours and cursor (CSI), titles and links (OSC, until BEL or ESC \), and single characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

/** The text that a terminal would show. */
export function stripAnsi(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCES, '') : text;
}
