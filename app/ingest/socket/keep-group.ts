import type { Sender } from '../../history/sender.ts';
import type { Intake } from '../intake.ts';
import type { Taken } from '../intake-calls.ts';
import type { Group } from './group.ts';
import { socketLimits } from './socket-limits.ts';

/** Where something was refused: a line and column of a text message, or a byte of a binary one. */
export type SocketProblem = { readonly message: number; readonly reason: string } & (
  | { readonly line: number; readonly column: number }
  | { readonly byte: number }
);

/** Said of all messages up to a number, when what was kept of them is durable. Counts are of those since the one before. */
export interface Ack {
  readonly type: 'ack';
  readonly upTo: number;
  readonly accepted: number;
  readonly refused: number;
  /** Series that did not exist before. */
  readonly created: number;
  readonly problems?: readonly SocketProblem[];
  /** Readings that the history does not take, such as of series beyond a limit. */
  readonly refusals?: readonly { readonly reading: string; readonly reason: string }[];
}

/** Keeps the readings of a group; resolves when they are durable. */
export async function keepGroup(
  group: Group,
  { take, memory }: Pick<Intake, 'take' | 'memory'>,
  nowMs: number,
  sender: Sender,
): Promise<Ack> {
  const bodies = [group.texts(memory), group.points(memory)].filter(body => body !== undefined);
  const taken = await Promise.all(bodies.map(({ form, body }) => take(form, body, nowMs, undefined, sender)));
  const problems = taken
    .flatMap(toProblems)
    .concat(group.faults)
    .sort((a, b) => a.message - b.message);
  const refusals = taken.flatMap(({ kept }) => kept.refusals).slice(0, socketLimits.problemsKept);
  return {
    type: 'ack',
    upTo: group.upTo,
    accepted: sum(taken, ({ kept }) => kept.accepted),
    refused: group.faultCount + sum(taken, ({ kept, found }) => kept.refused + found.problemCount),
    created: sum(taken, ({ kept }) => kept.created),
    ...(problems.length > 0 && { problems: problems.slice(0, socketLimits.problemsKept) }),
    ...(refusals.length > 0 && { refusals }),
  };
}

function toProblems({ found }: Taken): SocketProblem[] {
  return found.problems.map(({ message = 0, line, column, reason }) => ({ message, line, column, reason }));
}

function sum(taken: readonly Taken[], count: (one: Taken) => number): number {
  return taken.reduce((total, one) => total + count(one), 0);
}
