import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventDraft, KeptEvent } from '../kept/event.ts';
import type { KeepLimits } from '../kept/event-limits.ts';
import type { Events } from '../kept/events.ts';
import { openEvents } from '../store.ts';

/** An event store in a folder of its own. */
export interface TempEvents {
  readonly path: string;
  readonly failures: unknown[];
  nowMs: number;
  store: Events;
  /** Closes the store and opens the same file again. */
  reopen(): Promise<void>;
  /** Keeps one event and gives it back. */
  send(topic: string, message: string, more?: Partial<EventDraft>): Promise<KeptEvent>;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

export function openTempEvents(t: Test, limits?: Partial<KeepLimits>): TempEvents {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  const path = join(folder, 'events.db');
  const failures: unknown[] = [];
  const onTrouble = (error: unknown) => failures.push(error);
  const open = () =>
    openEvents({ path, now: () => temp.nowMs, onFailure: onTrouble, onTrouble, ...(limits && { limits }) });
  const temp: TempEvents = {
    path,
    nowMs: 1_000_000,
    failures,
    store: undefined as never,
    async reopen() {
      await temp.store.close();
      temp.store = open();
    },
    async send(topic, message, more) {
      const appended = await temp.store.append([draft(topic, message, more)]);
      if ('refusal' in appended) throw new Error(appended.refusal);
      return appended.events[0]!;
    },
  };
  temp.store = open();
  t.after(async () => {
    await temp.store.close().catch(() => {}); // a test may have ended the worker
    rmSync(folder, { recursive: true });
  });
  return temp;
}

export function draft(topic: string, message: string, more: Partial<EventDraft> = {}): EventDraft {
  return {
    ...{ topic, message, atMs: 1_000_000, kind: 'message', title: '', priority: 3 },
    ...{ tags: [], isMarkdown: false, actions: [], ...more },
  };
}
