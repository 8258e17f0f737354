import { readDuration } from '../../parse/read-duration.ts';

export type TestCommand = { readonly kind: 'clear' } | TestLoad | TestEval;

export interface TestLoad {
  readonly kind: 'load';
  readonly stepMs: number;
  readonly lines: readonly string[];
  /** Of classic buckets native histograms are made, too, under their common name. */
  readonly makesHistograms: boolean;
}

export interface TestEval {
  readonly kind: 'eval';
  /** Line in its file. */
  readonly line: number;
  readonly text: string;
  /** Milliseconds; one moment where both are the same. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly mustFail: boolean;
  readonly isOrdered: boolean;
  /** Of a text. */
  readonly expectedText: string | undefined;
  /** Where the expected values begin, and how far they are from each other. */
  readonly resultsFromMs: number;
  readonly resultsStepMs: number;
  /** Lines of the expected result. */
  readonly results: readonly string[];
}

const LOAD = /^load(_with_nhcb)?\s+(\S+)$/;
const EVAL = /^eval(?:_(\w+))?\s+(?:instant\s+at\s+(\S+)|range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+))\s+(.*)$/;

const RESULT_RANGE = /^expect range vector from (\S+) to \S+ step (\S+)$/;

/** Reads a file of Prometheus' promqltest (prometheus/prometheus, promql/promqltest). Throws for a line that it does not know. */
export function readCommands(text: string): TestCommand[] {
  const commands: TestCommand[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!.trim();
    const block = blockAfter(lines, at);
    if (line !== '' && !line.startsWith('#')) {
      commands.push(toCommand(line, at + 1, block.lines));
      at = block.end;
    } else at++;
  }
  return commands;
}

/** The indented lines below one, without comments. */
function blockAfter(lines: readonly string[], at: number): { readonly lines: string[]; readonly end: number } {
  let end = at + 1;
  while (end < lines.length && /^\s+\S/.test(lines[end]!)) end++;
  const block = lines.slice(at + 1, end).map(line => line.trim());
  return { lines: block.filter(line => !line.startsWith('#')), end };
}

function toCommand(line: string, number: number, block: readonly string[]): TestCommand {
  if (line === 'clear') return { kind: 'clear' };
  const load = LOAD.exec(line);
  if (load) return { kind: 'load', stepMs: toMs(load[2]!), lines: block, makesHistograms: load[1] !== undefined };
  const found = EVAL.exec(line);
  if (!found) throw new Error(`Line ${number} is no command: ${line}`);
  const [, flag, instant, from, to, step, text] = found;
  const expectations = block.filter(each => each.startsWith('expect '));
  const expects = (what: string) => expectations.some(each => each.startsWith(`expect ${what}`));
  const range = expectations.map(each => RESULT_RANGE.exec(each)).find(match => match !== null);
  const string = expectations.find(each => each.startsWith('expect string '));
  return {
    ...{ kind: 'eval', line: number, text: text! },
    ...{ startMs: toMs(instant ?? from!), endMs: toMs(instant ?? to!), stepMs: toMs(step ?? '1m') },
    resultsFromMs: toMs(range?.[1] ?? instant ?? from!),
    resultsStepMs: toMs(range?.[2] ?? step ?? '1m'),
    mustFail: flag === 'fail' || expects('fail'),
    isOrdered: flag === 'ordered' || expects('ordered'),
    expectedText: string?.slice('expect string '.length),
    results: block.filter(each => !each.startsWith('expect ')),
  };
}

/** `5m`, or a number of seconds. */
function toMs(text: string): number {
  return /^-?[\d.]+$/.test(text) ? Number(text) * 1000 : readDuration(text)!;
}
