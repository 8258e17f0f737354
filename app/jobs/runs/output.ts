import { jobLimits } from './job-limits.ts';
import type { JobTables } from './job-tables.ts';
import type { RunRow } from './run-row.ts';

/** So many lines over the bound are let stand until they are removed together. */
const SLACK_LINES = 50;

/** Appends lines to the output of a run, and lets its oldest go. Gives the run with its new counts, which the caller writes. */
export function appendOutput(tables: JobTables, run: RunRow, lines: readonly string[], atMs: number): RunRow {
  if (lines.length === 0) return run;
  let { nextLine, lineBytes } = run;
  for (const line of lines) {
    tables.line.insert.run(run.id, nextLine++, atMs, line);
    lineBytes += Buffer.byteLength(line) + jobLimits.lineRowBytes;
  }
  const grown = { ...run, nextLine, lineBytes, lineCount: run.lineCount + lines.length };
  const { linesPerRun, lineBytesPerRun } = jobLimits;
  const isOver = grown.lineCount > linesPerRun + SLACK_LINES || lineBytes > lineBytesPerRun;
  const trimmed = isOver ? trim(tables, grown) : grown;
  tables.clock.addBytes.run(trimmed.lineBytes - run.lineBytes);
  return trimmed;
}

function trim(tables: JobTables, run: RunRow): RunRow {
  let { lineCount, lineBytes } = run;
  let through = 0;
  for (const { number, textBytes } of tables.line.oldest.all(run.id, lineCount)) {
    if (lineCount <= jobLimits.linesPerRun && lineBytes <= jobLimits.lineBytesPerRun) break;
    through = number;
    lineCount--;
    lineBytes -= textBytes + jobLimits.lineRowBytes;
  }
  tables.line.removeThrough.run(run.id, through);
  return { ...run, lineCount, lineBytes };
}
