import { parseArgs } from 'node:util';

export interface Options {
  readonly points: number;
  readonly series: number;
  readonly lines: readonly number[];
  readonly cores: readonly number[];
  readonly connections: number;
  readonly rounds: number;
  readonly limitSeconds: number;
  readonly watchers: number;
  readonly isNoisy: boolean;
  /** Names of engines, or beginnings of them; empty for all. */
  readonly only: readonly string[];
}

const FULL = {
  points: '10000000',
  series: '4000',
  lines: '2000,5000',
  cores: '2,1',
  connections: '4',
  rounds: '3',
  seconds: '60',
  watchers: '100',
  only: '',
};
/** To see that everything works. */
const QUICK = { points: '400000', lines: '2000', cores: '2', rounds: '1', seconds: '10', watchers: '10' };

/** `--points 3000000 --noisy` and so on; what is not said is as in the full run, or with `--quick` as in a short one. */
export function parseOptions(args: readonly string[]): Options {
  const names = Object.keys(FULL) as (keyof typeof FULL)[];
  const texts = Object.fromEntries(names.map(name => [name, { type: 'string' as const }]));
  const flags = { noisy: { type: 'boolean' as const }, quick: { type: 'boolean' as const } };
  const { values } = parseArgs({ args: [...args], options: { ...texts, ...flags } });
  const given = { ...FULL, ...(values.quick && QUICK), ...values } as typeof FULL;
  const number = (name: keyof typeof FULL, min = 1) => toNumber(name, given[name], min);
  const numbers = (name: keyof typeof FULL) => given[name].split(',').map(text => toNumber(name, text, 1));
  return {
    points: number('points'),
    series: number('series'),
    lines: numbers('lines'),
    cores: numbers('cores'),
    connections: number('connections'),
    rounds: number('rounds'),
    limitSeconds: number('seconds'),
    watchers: number('watchers', 0),
    isNoisy: values.noisy === true,
    only: given.only.split(',').filter(Boolean),
  };
}

function toNumber(name: string, text: string, min: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min) return number;
  throw new Error(`--${name} takes whole numbers from ${min}, not ${JSON.stringify(text)}.`);
}
