import type { TestServer } from '../../app/testing/real-server.ts';
import type { OwnNumbers } from '../../app/whole-path/testing/own-numbers.ts';
import { printTable } from '../print-table.ts';
import { readCollectedHeap } from './collected-heap.ts';

/** What a server holds at one time: what it says of itself, and the heap of its main thread after a collection. */
export interface ServerLook {
  readonly numbers: OwnNumbers;
  readonly heapBytes: number;
}

export interface ServerLooks {
  /** Before anybody looked at the page. */
  readonly before: ServerLook;
  /** While somebody does, when everything had been used for a while: threads that are started by then stay. */
  readonly warm: ServerLook;
  /** After half of the updates: what is known of the series is complete, and what runs often is compiled. */
  readonly half: ServerLook;
  readonly busy: ServerLook;
  /** When everybody had left, and the screens with them. */
  readonly after: ServerLook;
}

/** What must be as it was before somebody looked. */
const COUNTS = ['streams_open', 'screens_open', 'stream_leases', 'subscribers'] as const;
const FIGURES = [...COUNTS, 'open_files', 'stream_memory_bytes', 'resident_memory_bytes'] as const;
/** Connections that are kept alive for the next question. */
const FILES_SLACK = 2;
/** Of the heap. */
const MOST_MORE = 0.05;
/** Of all memory: an allocator gives back late. */
const MOST_MORE_RESIDENT = 0.25;

export async function lookAtServer(server: TestServer, numbers: OwnNumbers): Promise<ServerLook> {
  return { numbers, heapBytes: await readCollectedHeap(server) };
}

/** The names of what has grown. */
export function grownInServer({ before, warm, half, after }: ServerLooks): string[] {
  return [
    ...COUNTS.filter(name => figureOf(after, name) > figureOf(before, name)),
    ...(figureOf(after, 'open_files') > figureOf(warm, 'open_files') + FILES_SLACK ? ['open files of the server'] : []),
    ...(after.heapBytes > half.heapBytes * (1 + MOST_MORE) ? ['heap of the server'] : []),
    ...(residentBytes(after) > residentBytes(half) * (1 + MOST_MORE_RESIDENT) ? ['memory of the server'] : []),
  ];
}

export function printServer({ before, warm, half, busy, after }: ServerLooks): void {
  const looks = [before, warm, half, busy, after];
  printTable(
    'In the server',
    ['', 'before', 'warm', 'half', 'at the end', 'page closed'],
    [
      ...FIGURES.map(name => [name, ...looks.map(look => `${figureOf(look, name)}`)]),
      ['heap_bytes', ...looks.map(({ heapBytes }) => `${heapBytes}`)],
    ],
  );
}

const figureOf = ({ numbers }: ServerLook, name: (typeof FIGURES)[number]) => numbers[`telltale_${name}`] ?? 0;

const residentBytes = (look: ServerLook) => figureOf(look, 'resident_memory_bytes');
