import type { Labels } from '../history/reading.ts';
import { LogBatch, type ParsedLogs } from './log-batch.ts';
import { cutBytes, LogFields } from './log-fields.ts';
import { parseLevel } from './log-level.ts';
import { logLimits } from './log-limits.ts';
import { readLogEntry } from './read-log-entry.ts';

/** What a push carries, in JSON or protobuf. */
export interface LokiPush {
  readonly streams: readonly LokiStream[];
  /** What could not be read as a stream or an entry. */
  readonly faults: readonly string[];
}

export interface LokiStream {
  readonly labels: Readonly<Record<string, string>>;
  readonly entries: readonly LokiEntry[];
}

export interface LokiEntry {
  readonly atMs: number;
  readonly line: string;
  /** Structured metadata. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Of which label the stream is named, the first that is there; what has none of them goes into `loki`. */
const NAME_LABELS = ['service_name', 'service', 'app', 'application', 'job', 'container', 'container_name', 'filename'];
const LEVEL_LABELS = ['level', 'detected_level', 'severity'];

/** The lines of a push: labels and structured metadata are fields, and each line is read as one of plain text or JSON. */
export function readLokiPush({ streams, faults }: LokiPush, nowMs: number): ParsedLogs {
  const batch = new LogBatch();
  for (const reason of faults) batch.refuse(reason);
  for (const { labels, entries } of streams) {
    const name = NAME_LABELS.find(label => labels[label] !== undefined && labels[label].trim() !== '');
    const stream = cutBytes(name === undefined ? 'loki' : labels[name]!.toWellFormed(), logLimits.streamNameBytes);
    const levelLabel = LEVEL_LABELS.find(label => parseLevel(labels[label]) !== undefined);
    const own = Object.entries(labels).filter(([label]) => label !== name && label !== levelLabel);
    for (const { atMs, line, fields } of entries) {
      const level = parseLevel(levelLabel && labels[levelLabel]) ?? parseLevel(fields.level ?? fields.detected_level);
      batch.keep(readLogEntry(line, { stream, labels: join(own, fields), nowMs, atMs, level }));
    }
  }
  return batch.result();
}

function join(labels: readonly [string, string][], fields: Readonly<Record<string, string>>): Labels {
  const all = new LogFields();
  for (const [name, value] of labels) all.add(name, value);
  all.addAll(fields);
  return all.values;
}
