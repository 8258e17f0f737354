import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An expression that Prometheus' own conformance data evaluates. */
export interface EvalLine {
  /** File and line, to find it again. */
  readonly place: string;
  readonly text: string;
  /** Evaluating it, or reading it already, ends in an error. */
  readonly mustFail: boolean;
}

const FOLDER = join(import.meta.dirname, 'promqltest');
const EVAL = /^\s*eval(?:_(\w+))?\s+(?:instant(?:\s+at\s+\S+)?|range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+)\s+(.*)$/;

/** Every `eval` of the data, in order. Throws for one that this does not know how to read. */
export function evalLines(): EvalLine[] {
  const files = readdirSync(FOLDER).filter(file => file.endsWith('.test'));
  return files.flatMap(file => {
    const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (/^\s*eval/.test(line) ? [toEval(file, lines, index)] : []));
  });
}

function toEval(file: string, lines: readonly string[], index: number): EvalLine {
  const found = EVAL.exec(lines[index]!);
  if (!found) throw new Error(`${file}:${index + 1} is no eval: ${lines[index]}`);
  const end = lines.findIndex((line, at) => at > index && !/^\s+\S/.test(line));
  const expectations = lines.slice(index + 1, end === -1 ? undefined : end);
  const mustFail = found[1] === 'fail' || expectations.some(line => /^\s+expect\s+fail\b/.test(line));
  return { place: `${file}:${index + 1}`, text: found[2]!, mustFail };
}
