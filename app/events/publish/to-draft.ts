import type { EventDraft } from '../kept/event.ts';
import { eventLimits as limits } from '../kept/event-limits.ts';
import { topicProblem } from '../kept/topic-name.ts';
import type { PublishFields } from './publish-fields.ts';
import { readActions } from './read-actions.ts';
import { readPriority } from './read-priority.ts';
import { safeLink } from './safe-link.ts';

/** An event to be kept, with words for what of it is not; or a sentence for its sender. */
export type Drafted = { readonly draft: EventDraft; readonly ignored: readonly string[] } | Problem;

export interface Problem {
  readonly status: 400 | 413;
  readonly problem: string;
}

/** What is kept of a message without words, as ntfy has it. */
const NO_WORDS = 'triggered';

const SEQUENCE = /^[-_A-Za-z0-9]{1,64}$/;

/**
 * Checks what a sender wrote. What would change its meaning is refused; what only adorns it is left out and told.
 */
export function toDraft(topic: string, fields: PublishFields, nowMs: number): Drafted {
  const { title = '', isMarkdown = false, sequence, others = [] } = fields;
  const message = fields.message?.trimEnd() || NO_WORDS;
  const priority = readPriority(fields.priority ?? '');
  const problem =
    topicProblem(topic) ??
    lengthProblem('message', message, limits.messageBytes) ??
    lengthProblem('title', title, limits.titleBytes) ??
    sequenceProblem(sequence) ??
    delayProblem(fields.delay);
  if (problem !== undefined) return { status: problem.startsWith('The message has') ? 413 : 400, problem };
  if (priority === undefined)
    return { status: 400, problem: `"${fields.priority}" is no priority: 1 to 5, or min, low, default, high, max.` };

  const { tags, ignored: ignoredTags } = readTags(fields.tags ?? []);
  const { actions, ignored: ignoredActions } = readActions(
    fields.actions === 'unreadable' ? [] : (fields.actions ?? []),
  );
  const click = fields.click === undefined ? undefined : safeLink(fields.click);
  const ignored = [
    ...others,
    ...ignoredTags,
    ...ignoredActions,
    ...(fields.actions === 'unreadable' ? ['the buttons: they cannot be read'] : []),
    ...(fields.click !== undefined && click === undefined ? ['click: it is no http or https link'] : []),
  ];
  const draft = { topic, atMs: nowMs, kind: 'message', title, message, priority, tags, isMarkdown, actions } as const;
  return { draft: { ...draft, ...(click && { click }), ...(sequence && { sequence }) }, ignored };
}

function lengthProblem(name: string, text: string, maxBytes: number): string | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxBytes) return undefined;
  return `The ${name} has ${bytes} bytes; at most ${maxBytes} are kept. Say less, and link to the rest with click=.`;
}

function sequenceProblem(sequence: string | undefined): string | undefined {
  if (sequence === undefined || SEQUENCE.test(sequence)) return undefined;
  return `"${sequence.slice(0, 80)}" is no sequence id: use 1 to 64 letters, digits, - and _.`;
}

/** Shown at once it would say something else. */
function delayProblem(delay: string | undefined): string | undefined {
  if (delay === undefined) return undefined;
  return 'Events cannot be sent ahead of their time: leave out delay, and send it then.';
}

function readTags(written: readonly string[]): { tags: string[]; ignored: string[] } {
  const named = [...new Set(written.map(tag => tag.trim()).filter(tag => tag !== ''))];
  const short = named.filter(tag => Buffer.byteLength(tag) <= limits.tagBytes);
  const ignored = named
    .filter(tag => !short.includes(tag))
    .map(tag => `the tag "${tag.slice(0, 40)}…": it is too long`);
  if (short.length > limits.tags) ignored.push(`tags beyond the first ${limits.tags}`);
  return { tags: short.slice(0, limits.tags), ignored };
}
