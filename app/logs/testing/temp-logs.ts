import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogLine } from '../log-line.ts';
import type { Logs } from '../logs.ts';
import { type LogsOptions, openLogs } from '../store.ts';

/** A log store in a folder of its own. */
export interface TempLogs {
  readonly path: string;
  readonly failures: unknown[];
  store: Logs;
  /** Closes the store and opens the same file again. */
  reopen(): Promise<void>;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

export function openTempLogs(t: Test, options: Partial<LogsOptions> = {}): TempLogs {
  const folder = mkdtempSync(join(tmpdir(), 'logs-'));
  const path = join(folder, 'logs.db');
  const failures: unknown[] = [];
  const open = () => openLogs({ path, onFailure: error => failures.push(error), ...options });
  const temp: TempLogs = {
    path,
    failures,
    store: open(),
    async reopen() {
      await temp.store.close();
      temp.store = open();
    },
  };
  t.after(async () => {
    await temp.store.close().catch(() => {}); // a test may have ended the worker
    rmSync(folder, { recursive: true });
  });
  return temp;
}

export function line(stream: string, text: string, more: Partial<LogLine> = {}): LogLine {
  return { stream, text, atMs: 1000, level: 'info', fields: {}, ...more };
}

/** The texts of the newest lines of a stream, oldest first. */
export async function texts(store: Logs, stream: string, limit = 1000): Promise<string[]> {
  return (await store.tail(stream, limit)).map(({ text }) => text);
}
