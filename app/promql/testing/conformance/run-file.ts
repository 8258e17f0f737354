import { parsePromql } from '../../parse/parse-promql.ts';
import { runQuery } from '../../run-query.ts';
import { findDifference } from './find-difference.ts';
import { readCommands, type TestEval } from './read-commands.ts';
import { TestStorage } from './test-storage.ts';

export interface FileOutcome {
  passed: number;
  /** How many were left out, by reason. */
  readonly leftOut: Map<string, number>;
  /** `line 12: rate(x[5m]): 3 instead of 4` */
  readonly failures: string[];
}

/** Runs a file of Prometheus' promqltest. */
export async function runFile(text: string): Promise<FileOutcome> {
  const outcome: FileOutcome = { passed: 0, leftOut: new Map(), failures: [] };
  let storage = new TestStorage();
  for (const command of readCommands(text)) {
    if (command.kind === 'clear') storage = new TestStorage();
    else if (command.kind === 'load') storage.load(command);
    else note(outcome, command, await runEval(command, storage));
  }
  return outcome;
}

type EvalOutcome = { readonly leftOut: string } | { readonly failure: string } | undefined;

function note(outcome: FileOutcome, { line, text }: TestEval, result: EvalOutcome): void {
  if (!result) outcome.passed++;
  else if ('failure' in result) outcome.failures.push(`line ${line}: ${text}: ${result.failure}`);
  else outcome.leftOut.set(result.leftOut, (outcome.leftOut.get(result.leftOut) ?? 0) + 1);
}

async function runEval(test: TestEval, storage: TestStorage): Promise<EvalOutcome> {
  if (isOfNativeHistograms(test, storage)) return { leftOut: 'native histograms' };
  try {
    const expr = parsePromql(test.text);
    const result = await runQuery({ expr, ...test, source: storage, signal: new AbortController().signal });
    if (test.mustFail) return { failure: 'it has an answer' };
    const failure = findDifference(test, result);
    return failure === undefined ? undefined : { failure };
  } catch (error) {
    if (/experimental/.test(String(error))) return { leftOut: 'experimental' };
    return test.mustFail ? undefined : { failure: String(error) };
  }
}

const ONLY_NATIVE = /histogram_(?:avg|count|sum|stddev|stdvar)\(|_histogram\b/;

function isOfNativeHistograms({ text, results }: TestEval, { withHistograms }: TestStorage): boolean {
  if (ONLY_NATIVE.test(text) || results.some(line => line.includes('{{'))) return true;
  return Array.from(withHistograms).some(metric => new RegExp(`\\b${metric}\\b(?!_)`).test(text));
}
