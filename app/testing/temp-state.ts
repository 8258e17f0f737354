import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState, type State } from '../../db/state.ts';
import { NOON_MS } from './open-app.ts';

/** A state in a folder of its own, with a clock that stands still until it is moved. */
export interface TempState {
  readonly folder: string;
  readonly state: State;
  readonly now: () => number;
  nowMs: number;
  /** Every row of a table as text, to see what is kept. */
  dump(table: string): string;
}

interface Test {
  after(clean: () => void): void;
}

export function openTempState(t: Test): TempState {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-state-'));
  const clock = { nowMs: NOON_MS };
  const now = () => clock.nowMs;
  const state = openState(join(folder, 'state.db'), now);
  t.after(() => {
    state.close();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    state,
    now,
    dump: table => JSON.stringify(state.database.prepare(`select * from ${table}`).all()),
    get nowMs() {
      return clock.nowMs;
    },
    set nowMs(ms) {
      clock.nowMs = ms;
    },
  };
}
