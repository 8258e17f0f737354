import { RefusedError } from '../../backup/refused-error.ts';
import { LEVELS, type Level } from '../../logs/log-line.ts';
import { routes } from '../../routes.ts';
import type { CommandLine } from '../read-command.ts';

/** Which lines are followed, as parameters of the address, and how many of before. */
export interface TailWish {
  readonly parameters: Readonly<Record<'stream' | 'level' | 'q' | 'field', string | readonly string[] | undefined>>;
  readonly last: number;
}

const MAX_LAST = 1000;
const USUAL_LAST = 10;

/** Reads what stands behind `telltale tail`. @throws RefusedError */
export function readWish({
  operands,
  options,
  labels,
}: Pick<CommandLine, 'operands' | 'options' | 'labels'>): TailWish {
  const { level, grep, last = String(USUAL_LAST) } = options;
  const from = level === undefined ? 0 : LEVELS.indexOf(level as Level);
  if (from < 0) throw new RefusedError(`--level ${level}: write ${LEVELS.join(', ')}. More urgent ones come, too.`);
  if (!/^\d{1,4}$/.test(last) || Number(last) > MAX_LAST)
    throw new RefusedError(`--last ${last}: write a whole number from 0 to ${MAX_LAST}.`);
  const odd = labels.find(label => label.indexOf('=') < 1);
  if (odd !== undefined) throw new RefusedError(`--label ${odd}: write a name and its value, such as host=boat.`);
  return {
    parameters: { stream: operands, level: from === 0 ? [] : LEVELS.slice(from), q: grep, field: labels },
    last: Number(last),
  };
}

/** Where the lines after a cursor are told; without one, where they begin. */
export function hrefOf({ parameters, last }: TailWish, cursor: number | undefined): string {
  return routes.logsLive.href({}, { ...parameters, ...(cursor === undefined ? { last } : { after: cursor }) });
}
