import type { QueryResult } from '../../run-query.ts';
import type { TestEval } from './read-commands.ts';
import { readNumber, readTestSeries } from './test-series.ts';

const RELATIVE_ERROR = 1e-6;

/** What an answer has that was not expected, in a sentence; undefined where it is right. */
export function findDifference(test: TestEval, { kind, text, series }: QueryResult): string | undefined {
  if (test.expectedText !== undefined)
    return test.expectedText.slice(1, -1) === text ? undefined : `the text is ${text}`;
  if (kind === 'scalar' && test.results.length === 1 && !/[{ ]/.test(test.results[0]!)) {
    const [value] = series[0]!.values;
    return isClose(value!, readNumber(test.results[0]!)) ? undefined : `${value} instead of ${test.results[0]}`;
  }
  const wanted = test.results.map(readTestSeries);
  const keys = wanted.map(({ labels }) => keyOf(labels));
  const given = new Map(series.map(one => [keyOf(one.labels), one]));
  if (given.size !== keys.length || keys.some(key => !given.has(key)))
    return `series ${[...given.keys()].join(' ')} instead of ${keys.join(' ')}`;
  if (test.isOrdered && [...given.keys()].join() !== keys.join()) return `the order is ${[...given.keys()].join(' ')}`;
  for (const [at, key] of keys.entries()) {
    const difference = findInSeries(test, kind, given.get(key)!, wanted[at]!.values!);
    if (difference) return `${key}: ${difference}`;
  }
  return undefined;
}

function findInSeries(
  { resultsFromMs, resultsStepMs }: TestEval,
  kind: QueryResult['kind'],
  { times, values }: QueryResult['series'][number],
  wanted: readonly (number | 'stale' | null)[],
): string | undefined {
  const places = wanted.flatMap((value, place) => (value === null ? [] : [place]));
  if (places.length !== values.length) return `${values.length} values instead of ${places.length}`;
  for (const [at, place] of places.entries()) {
    if (kind === 'matrix' && times[at] !== resultsFromMs + place * resultsStepMs) return `a value at ${times[at]}`;
    if (!isClose(values[at]!, wanted[place] as number)) return `${values[at]} instead of ${wanted[place]}`;
  }
  return undefined;
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(),
  );
}

function isClose(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(Math.abs(a), Math.abs(b));
}
