import { formatValueText } from './format-value.ts';

/** How long something takes or took, in two steps: `412 ms`, `11 s`, `3 m 20 s`, `5 h`, `12 d 4 h`. Never negative. */
export function formatDuration(durationMs: number): string {
  if (durationMs <= 0) return '0\u00a0s';
  if (durationMs < 10_000) return formatValueText(durationMs / 1000, 'seconds');
  const seconds = Math.round(durationMs / 1000);
  const first = STEPS.findIndex(step => seconds >= step.seconds);
  const [large, small] = [STEPS[first]!, STEPS[first + 1]];
  const rest = small === undefined ? 0 : Math.floor((seconds % large.seconds) / small.seconds);
  const head = words(Math.floor(seconds / large.seconds), large.word);
  return rest === 0 ? head : `${head} ${words(rest, small!.word)}`;
}

const STEPS = [
  { seconds: 86_400, word: 'd' },
  { seconds: 3600, word: 'h' },
  { seconds: 60, word: 'm' },
  { seconds: 1, word: 's' },
] as const;

function words(count: number, word: string): string {
  return `${count}\u00a0${word}`;
}
