import { carriageReturn, lineFeed, semicolon } from './ascii.ts';
import { type Batch, createBatch, type Parsed } from './batch.ts';
import { type CsvColumns, parseCsvHeader } from './csv-header.ts';
import { parseCsvRow } from './csv-reading.ts';
import { type CsvRow, findSeparator, readCsvRow } from './csv-row.ts';
import { limits } from './limits.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { findTextFault, isText, type TextFault } from './text-fault.ts';

/**
 * Readings from CSV (RFC 4180). The first row names the columns. Long form: `metric` and `value`, and if wanted `time`
 * and `unit`; every other column is a label. Wide form: `time`, and every other column is a metric.
 *
 *     metric,value,time,unit,room                     time,temperature,humidity
 *     temperature,21.4,2026-11-22T14:03:22Z,°C,bath   2026-11-22T14:03:22Z,21.4,40
 *
 * Separated by comma, semicolon or tab. Files with semicolons come from spreadsheets: there `21,4` is 21.4 and a first
 * line `sep=;` is passed over. An empty label is no label, an empty cell of the wide form no reading.
 */
export function parseCsv(body: Buffer, nowMs: number): Parsed {
  const batch = createBatch(body);
  const start = skipLineBreaks(body, skipSeparatorLine(body, byteOrderMarkBytes(body)));
  const separator = findSeparator(body, start);
  const isClean = isText(body);
  let columns: CsvColumns | undefined;
  let at = start;
  // Rows are counted here, too: blank ones are neither good nor bad and would else be read without end.
  for (let rows = 0; at < body.length && rows <= limits.readingsPerRequest && !batch.isFull(); rows++) {
    const row = readCsvRow(body, at, separator);
    at = skipLineBreaks(body, row.next);
    if (row.isBlank) continue;
    const fault = row.fault ?? (isClean ? undefined : findFault(body, row));
    if (fault !== undefined) batch.refuse(fault.offset, fault.reason);
    else if (columns !== undefined) addRow(batch, row, columns, separator, nowMs);
    else columns = addHeader(batch, row);
    if (columns === undefined) return batch.result();
  }
  batch.refuseRest(at);
  if (columns !== undefined && batch.result().lines === 0) batch.refuse(start, noRows);
  return batch.result();
}

const noRows = 'no rows follow the first one (curl: --data-binary keeps the line breaks of a file, -d drops them).';

/** Spreadsheets write and understand a line `sep=;` before the header. */
function skipSeparatorLine(body: Buffer, start: number): number {
  const match = /^sep=.\r?\n/i.exec(body.toString('latin1', start, start + 8));
  return start + (match?.[0].length ?? 0);
}

/** Not blanks: in a file with tabs they are cells. */
function skipLineBreaks(body: Buffer, start: number): number {
  let at = start;
  while (body[at] === lineFeed || (body[at] === carriageReturn && body[at + 1] === lineFeed)) at++;
  return at;
}

function findFault(body: Buffer, row: CsvRow): TextFault | undefined {
  const fault = findTextFault(body.subarray(row.start, row.next));
  return fault && { offset: row.start + fault.offset, reason: fault.reason };
}

function addHeader(batch: Batch, row: CsvRow): CsvColumns | undefined {
  const columns = parseCsvHeader(row.cells);
  if (columns.ok) return columns.value;
  batch.refuse(row.start, columns.reason);
  return undefined;
}

function addRow(batch: Batch, row: CsvRow, columns: CsvColumns, separator: number, nowMs: number): void {
  const parsed = parseCsvRow(row.cells, columns, { nowMs, hasDecimalComma: separator === semicolon });
  if ('readings' in parsed) batch.keep(row.start, parsed.readings);
  else batch.refuse(row.offsets[parsed.cell] ?? row.start, parsed.reason);
}
