import type { Random } from '../../../testing/random.ts';
import { DATA_FROM_MS, DATA_TO_MS } from './random-samples.ts';

/** Labels of each metric of `random-samples.ts`, with values to ask for. */
export const METRICS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  warmth: { house: ['a', 'b', 'c'], room: ['bath', 'attic', 'hall'] },
  limit: { house: ['a', 'b', 'c'] },
  damp: { house: ['a', 'b', 'c'], room: ['bath', 'attic', 'hall'] },
  starts_total: { house: ['a', 'b', 'c'], room: ['bath', 'attic', 'hall'] },
  requests_total: { host: ['h1', 'h2', 'h3'], code: ['200', '404', '500'] },
  load: { host: ['h1', 'h2', 'h3'] },
  build: { host: ['h1', 'h2', 'h3'], version: ['1.0', '1.1'] },
  wait_bucket: { host: ['h1', 'h2', 'h3'], le: ['0.1', '1', '+Inf'] },
  odd: { kind: ['nan', 'infinite', 'zero', 'huge', 'tiny'] },
  moment: { n: ['1', '2'] },
};

/**
 * Where the moments of an expression lie on the clock: those of the query half a second past a whole one, those of a subquery on it.
 * No window may begin where there is a sample or a step, because Prometheus 2 counts that one and Prometheus 3 does not.
 */
export type Phase = 'half' | 'whole';

/** The smallest parts of queries, by chance. */
export function createQueryPieces(random: Random) {
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const chance = (share: number) => random() < share;

  const matcher = (label: string, values: readonly string[]) => {
    const [value, other] = [pick(values), pick(values)];
    const regex = pick([
      ...[value, `${value}|${other}`, '.+', `${value[0]}.*`, `.*${value.at(-1)}`, `(?i:${value.toUpperCase()})`],
    ]).replaceAll('+I', '\\\\+I');
    const [op, text] = pick([
      ['=', value] as const,
      ['!=', other] as const,
      ['=~', regex] as const,
      ['!~', `${other.replaceAll('+', '\\\\+')}|none`] as const,
      ['!=', ''] as const,
    ]);
    return `${label}${op}"${text}"`;
  };
  const matchers = (metric: string) =>
    Object.entries(METRICS[metric]!)
      .filter(() => chance(0.3))
      .map(([label, values]) => matcher(label, values));

  const selector = (metric: string) => {
    const all = matchers(metric);
    if (chance(0.03)) return `{${[`__name__=~"${metric}|none"`, ...all].join(',')}}`;
    return metric + (all.length > 0 ? `{${all.join(',')}}` : '');
  };
  const at = () =>
    ` @ ${pick(['start()', 'end()', `${((DATA_FROM_MS + random(DATA_TO_MS - DATA_FROM_MS)) / 1000) | 0}.5`])}`;
  const offset = () => ` offset ${pick(['', '', '-'])}${pick(['30s', '1m', '5m', '90s', '20m'])}`;
  /** Of a selector. */
  const moment = () => (chance(0.08) ? at() : '') + (chance(0.12) ? offset() : '');
  /** Of a subquery: within another one it looks a quarter of a second aside. */
  const subqueryMoment = (phase: Phase) => {
    if (phase === 'half' || chance(0.1))
      return (phase === 'whole' || chance(0.1) ? at() : '') + (chance(0.1) ? offset() : '');
    return ` offset ${pick(['', '-'])}${pick(['1m', '5m', ''])}250ms`;
  };
  return {
    pick,
    chance,
    selector,
    moment,
    subqueryMoment,
    metric: (among: readonly string[]) => pick(among),
    range: () => pick(['1m', '2m', '5m', '5m', '10m', '10m', '17m', '30m', '1h']),
    subqueryRange: () => pick(['5m', '10m', '15m', '30m']),
    subqueryStep: () => pick(['30s', '1m', '', '77s', '2m', '5m']),
    /** A number on which no result of a computation lies but by a rare chance. */
    oddNumber: () => pick(['0.0137', '1.37', '7.713', '21.377', '313.33', '100013.7', '-2.713']),
    /** A number that is exact. */
    number: () => pick(['1', '2', '0.5', '3', '10', '-1', '4', '100']),
    label: () => pick(['house', 'room', 'host', 'code', 'version', 'le', 'kind', 'none']),
  };
}

export type QueryPieces = ReturnType<typeof createQueryPieces>;
