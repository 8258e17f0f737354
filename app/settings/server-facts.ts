import { statSync } from 'node:fs';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import type { HistoryStats } from '../history/history.ts';
import type { KeepRule } from '../history/retention/keep-rule.ts';
import type { ImageState } from '../images/kept/picture.ts';
import type { LogStats } from '../logs/calls.ts';
import { version } from '../version.ts';
import { type CertificateInUse, certificateTroubles, certificateWords } from './certificate-facts.ts';
import { type FileKeepers, type ServerTrouble, serverTroubles } from './server-troubles.ts';

/** What the owner may want to know of the running server. */
export interface ServerFacts {
  readonly words: readonly (readonly [name: string, value: string])[];
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly troubles: readonly ServerTrouble[];
}

/** `databases` are the paths of the files by their names. */
export function serverFacts(
  databases: Readonly<Record<string, string>>,
  dataDir: string,
  history: HistoryStats,
  keep: readonly KeepRule[],
  keepers: FileKeepers,
  images: readonly Pick<ImageState, 'pictures' | 'sizeBytes'>[],
  lines?: LogStats & { readonly keepMs: number; readonly maxBytes: number },
  certificate?: CertificateInUse & { readonly nowMs: number },
  others: readonly ServerTrouble[] = [],
): ServerFacts {
  return {
    words: [
      ['Version', `Telltale ${version}`],
      ['Runs on', `Node ${process.versions.node}, ${process.platform} ${process.arch}`],
      ['Running for', formatDuration(process.uptime() * 1000)],
      ['Data folder', dataDir],
      ...(certificate ? [['Certificate', certificateWords(certificate.current, certificate.nowMs)] as const] : []),
      ['Series', formatValueText(history.series, '')],
      ['Readings', formatValueText(history.readings, '')],
      ...(lines ? logFacts(lines) : []),
      ['Pictures', pictureFacts(images)],
      ...keep.map(rule => [rule.pattern === '*' ? 'Kept' : `Kept of ${rule.pattern}`, describeKeep(rule)] as const),
    ],
    files: Object.entries(databases).map(([name, file]) => ({ name, sizeBytes: sizeOf(file) })),
    troubles: serverTroubles(history.troubles, keepers, dataDir, [
      ...(certificate ? certificateTroubles(certificate, certificate.nowMs) : []),
      ...others,
    ]),
  };
}

function logFacts({ lines, streams, keepMs, maxBytes }: LogStats & { keepMs: number; maxBytes: number }) {
  return [
    ['Log lines', `${formatValueText(lines, '')} in ${streams === 1 ? '1 stream' : `${streams} streams`}`],
    ['Logs kept', `${formatDuration(keepMs)}, at most ${formatValueText(maxBytes, 'bytes')}`],
  ] as const;
}

/** `71 in 3 images, 8.3 MB`; one that two images have in common counts for both. */
function pictureFacts(images: readonly Pick<ImageState, 'pictures' | 'sizeBytes'>[]): string {
  const sum = (of: 'pictures' | 'sizeBytes') => images.reduce((so, image) => so + image[of], 0);
  const names = images.length === 1 ? '1 image' : `${images.length} images`;
  return `${formatValueText(sum('pictures'), '')} in ${names}, ${formatValueText(sum('sizeBytes'), 'bytes')}`;
}

/** `each reading 30 d, its hour 730 d` */
function describeKeep({ readingsMs, hourlyMs, maxBytes }: KeepRule): string {
  const readings = `each reading ${formatDuration(readingsMs)}`;
  const size = maxBytes === undefined ? '' : `, at most ${formatValueText(maxBytes, 'bytes')} of them`;
  return `${readings}${size}${hourlyMs > 0 ? `, its hour ${formatDuration(hourlyMs)}` : ''}`;
}

/** With the write-ahead log that belongs to it. */
function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
