import type { Surroundings } from '../backup/surroundings.ts';
import { byMetricThenKey } from '../history/by-metric-then-key.ts';
import type { Points } from '../history/head/points.ts';
import type { HistorySnapshot } from '../history/history-snapshot.ts';
import { createTurns } from '../history/range/turns.ts';
import type { SeriesRow } from '../history/series-table.ts';
import { collectMetadata } from './collect-metadata.ts';
import { type ExportedSoFar, NOTHING_EXPORTED } from './exported-so-far.ts';
import { TextCollector } from './text-collector.ts';
import type { TextFormat } from './text-format.ts';
import type { TextSink } from './text-sink.ts';

/** Of a series with many points in memory so many become text at once. */
const SLICE_POINTS = 4096;

export interface ExportJob {
  readonly snapshot: HistorySnapshot;
  readonly format: TextFormat;
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly isWanted: (metric: string) => boolean;
  readonly sink: TextSink;
  /** What an export that was cut off has written, to go on behind it. */
  readonly before?: ExportedSoFar;
  /** Called between two series, now and then, when all that came before is in the sink to stay. */
  readonly onKept?: (soFar: ExportedSoFar) => void;
}

/**
 * Writes the readings of a snapshot as text: series by series, by metric and key, each by time. Memory holds the snapshot,
 * one series' points that are not in chunks, and two pieces of text. Gives what was written, from the beginning on.
 */
export async function writeExport(job: ExportJob, { signal, progress }: Surroundings): Promise<ExportedSoFar> {
  const { snapshot, format, sink, before, onKept } = job;
  const wanted = snapshot.series.filter(({ metric }) => job.isWanted(metric));
  const metrics = new Set(snapshot.series.map(({ metric }) => metric));
  const metadata = collectMetadata(snapshot);
  const soFar = { ...(before ?? NOTHING_EXPORTED) };
  const text = new TextCollector(sink);
  const giveTurn = createTurns(signal);

  const writeSeries = async (series: SeriesRow) => {
    const prefix = format.prefixOf(series);
    const hadPoints = soFar.points + soFar.leftOut;
    for (const points of slicesOf(snapshot.points(series.id, job.fromMs, job.toMs))) {
      const leftOut = prefix === undefined ? points.times.length : format.countLeftOut(points.values);
      soFar.leftOut += leftOut;
      soFar.points += points.times.length - leftOut;
      if (prefix !== undefined) {
        if (soFar.headed !== series.metric) await text.add(format.headOf(metadata.get(series.metric)!, metrics));
        soFar.headed = series.metric;
        await text.add(format.linesOf(prefix, points));
      }
      await giveTurn();
    }
    if (soFar.points + soFar.leftOut > hadPoints) soFar.series++;
  };

  progress.begin('Exporting');
  for (const [place, series] of wanted.entries()) {
    if (before?.last && byMetricThenKey(series, before.last) <= 0) continue;
    await writeSeries(series);
    soFar.last = { metric: series.metric, key: series.key };
    progress.at(text.addedBytes, `, ${place + 1} of ${wanted.length} series`);
    await giveTurn();
    if (onKept && text.isWorthKeeping) onKept(Object.assign(soFar, { bytes: await text.keep() }));
  }
  await text.add(format.end);
  return Object.assign(soFar, { bytes: await text.keep() });
}

function* slicesOf(pieces: Iterable<Points>): Iterable<Points> {
  for (const { times, values } of pieces)
    for (let from = 0; from < times.length; from += SLICE_POINTS)
      yield { times: times.subarray(from, from + SLICE_POINTS), values: values.subarray(from, from + SLICE_POINTS) };
}
