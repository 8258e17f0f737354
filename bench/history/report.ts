import { printTable } from '../print-table.ts';
import type { Round } from './measure-round.ts';
import { quantile } from './quantile.ts';

/** The best round of one engine in one case. */
export interface Result {
  readonly engine: string;
  readonly cores: number;
  /** Of a request. */
  readonly lines: number;
  readonly best: Round;
}

const COLUMNS = [
  'cores, lines, engine',
  'points/s',
  'ratio',
  'CPU s/M',
  'ratio',
  'others',
  'peak MB',
  'B/point',
  'at rest',
  'ratio',
  'p50 ms',
  'p99 ms',
  'latest ms',
  'range ms',
  'stop p99',
  'worst',
];

/** One table of all; ratios are to Telltale in the same case. What is unlike the others is said below it. */
export function printReport(title: string, results: readonly Result[], points: number): void {
  const rows = results.map(result => toRow(result, findTelltale(results, result)));
  printTable(title, COLUMNS, rows);
  for (const { best, ...result } of results) {
    const name = nameOf(result);
    if (best.points < points)
      console.log(`${name}: ended by the clock after ${(best.points / 1e6).toFixed(2)} M points.`);
    if (best.refused > 0) console.log(`${name}: ${best.refused} requests were refused as "busy", and sent again.`);
  }
}

function toRow(result: Result, telltale: Round | undefined): string[] {
  const { best } = result;
  const ratio = (figure: (round: Round) => number) =>
    formatRatio(figure(best) / (telltale ? figure(telltale) : Number.NaN));
  return [
    nameOf(result),
    formatCount(best.pointsPerSecond),
    ratio(round => round.pointsPerSecond),
    best.cpuPerMillion.toFixed(2),
    ratio(round => round.cpuPerMillion),
    best.otherCores.toFixed(2),
    (best.peakBytes / 1e6).toFixed(0),
    best.loadedBytes.toFixed(2),
    best.settledBytes.toFixed(2),
    ratio(round => round.settledBytes),
    best.p50Ms.toFixed(1),
    best.p99Ms.toFixed(1),
    formatMs(best.latestMs),
    formatMs(best.rangeMs),
    formatMs(worst(best.loopStops.map(({ p99Ms }) => p99Ms))),
    formatMs(worst(best.loopStops.map(({ longestMs }) => longestMs))),
  ];
}

function worst(ofSeconds: readonly number[]): number {
  return quantile(ofSeconds, 1);
}

function findTelltale(results: readonly Result[], { cores, lines }: Result): Round | undefined {
  return results.find(other => other.engine === 'telltale' && other.cores === cores && other.lines === lines)?.best;
}

export function nameOf({ engine, cores, lines }: Omit<Result, 'best'>): string {
  return `${cores}, ${lines}, ${engine}`;
}

function formatCount(count: number): string {
  return count >= 1e6 ? `${(count / 1e6).toFixed(2)} M` : `${(count / 1e3).toFixed(0)} k`;
}

function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio === 0) return '';
  return `${ratio < 10 ? ratio.toPrecision(2) : ratio.toFixed(0)}x`;
}

function formatMs(ms: number | undefined): string {
  return ms === undefined || Number.isNaN(ms) ? '' : ms.toFixed(1);
}
