import type { Priority } from '../kept/event.ts';
import { readPriority } from '../publish/read-priority.ts';

const WORDS: readonly (readonly [RegExp, Priority])[] = [
  [/^(?:critical|crit|fatal|emergency|emerg|alert|page|disaster|down)$/, 5],
  [/^(?:error|err|major|failure|failed|fail|firing|warning|warn|alerting|degraded|high)$/, 4],
  [/^(?:info|information|informational|notice|normal|resolved|ok|up|success|none)$/, 3],
  [/^(?:debug|trace|minor)$/, 2],
];

/** A severity in the words of other programs, or a priority in ours. */
export function severityToPriority(text: string): Priority {
  const word = text.trim().toLowerCase();
  return (word === '' ? undefined : readPriority(word)) ?? WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 3;
}
