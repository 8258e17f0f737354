import type { HistorySnapshot } from '../history/history-snapshot.ts';
import type { ExportRequest } from './export-request.ts';
import { metricPattern } from './metric-pattern.ts';
import { TEXT_FORMATS } from './text-formats.ts';
import type { ExportJob } from './write-export.ts';

type Selected = Pick<ExportJob, 'snapshot' | 'format' | 'fromMs' | 'toMs' | 'isWanted'>;

/** The part of a snapshot that was asked for. */
export function selectForExport(
  snapshot: HistorySnapshot,
  { format, fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER, metric = '*' }: ExportRequest,
): Selected {
  return {
    snapshot,
    format: TEXT_FORMATS[format],
    fromMs,
    toMs,
    isWanted: metricPattern(metric),
  };
}
