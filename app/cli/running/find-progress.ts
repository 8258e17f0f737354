/** How far something is: `done` of `total`. */
export interface FoundProgress {
  readonly done: number;
  readonly total: number;
}

const NUMBER = String.raw`(\d{1,12}(?:\.\d{1,6})?)`;
const PERCENT = String.raw`(\d{1,3}(?:[.,]\d{1,6})?)\s?%`;
const UNIT = 'step|epoch|part|file|chunk|batch|page|task|test|iteration|progress|stage|item|row|record|layer';
const DOING =
  'progress|completed?|done|finished|processed|downloaded|uploaded|copied|converted|downloading|uploading|copying|converting';

/** Lines that say how far they are, wherever they stand. */
const PARTS: readonly RegExp[] = [
  new RegExp(String.raw`^\[\s*${NUMBER}\s*/\s*${NUMBER}\s*\]`), // ninja, docker build: [42/100] Building
  new RegExp(String.raw`\b(?:${UNIT})s?\s*[:#]?\s*${NUMBER}\s*(?:/|of)\s*${NUMBER}(?![\d/.-])`, 'i'), // Step 3/10, Epoch 2 of 5
];
const PERCENTS: readonly RegExp[] = [
  new RegExp(String.raw`^\[\s*${PERCENT}\s*\]`), // cmake: [ 42%] Building
  new RegExp(String.raw`\[\s*${PERCENT}\s*\]$`), // pytest: test_a.py .....  [ 42%]
  new RegExp(String.raw`^${PERCENT}(?![\w%])`), // 42% ...
  new RegExp(String.raw`${PERCENT}\s*[|[(]\s*[=#>█▉▊▋▌▍▎▏━─. -]{2}`), // tqdm, wget: 42%|████, 42%[====>
  new RegExp(String.raw`[=#>█▉▊▋▌▍▎▏━─]{2}[^%\d]{0,60}${PERCENT}`), // pip, cargo: ====>   42%
  new RegExp(String.raw`\b(?:${DOING})\b[^%\d]{0,20}${PERCENT}`, 'i'),
  new RegExp(String.raw`${PERCENT}\s+(?:${DOING})\b`, 'i'),
];

/** In a line that is drawn over itself, as bars of progress are, any of these is one. */
const REDRAWN_PERCENT = new RegExp(String.raw`(?<![\w.,])${PERCENT}`);
const REDRAWN_PART = new RegExp(String.raw`(?<![\w./:-])${NUMBER}\s*(?:/|of)\s*${NUMBER}(?![\d/:-])`, 'i');

/**
 * The progress that one line of a program's output tells, without its colours; undefined where it tells none. Percentages of other things
 * are common, so a line must look like progress, unless it was drawn over another one (`isRedrawn`: it ended with a carriage return).
 */
export function findProgress(line: string, isRedrawn: boolean): FoundProgress | undefined {
  const text = line.trim();
  const percents = isRedrawn ? [...PERCENTS, REDRAWN_PERCENT] : PERCENTS;
  const parts = isRedrawn ? [...PARTS, REDRAWN_PART] : PARTS;
  return firstOf(percents, text, ([, percent]) => toProgress(percent!, '100')) ?? firstOf(parts, text, toPart);
}

function toPart([, done, total]: RegExpExecArray): FoundProgress | undefined {
  return toProgress(done!, total!);
}

/** More than all, or of nothing, is something else. */
function toProgress(doneText: string, totalText: string): FoundProgress | undefined {
  const [done, total] = [Number(doneText.replace(',', '.')), Number(totalText)];
  return total > 0 && done <= total ? { done, total } : undefined;
}

function firstOf(
  patterns: readonly RegExp[],
  text: string,
  read: (found: RegExpExecArray) => FoundProgress | undefined,
): FoundProgress | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    const progress = found && read(found);
    if (progress) return progress;
  }
  return undefined;
}
