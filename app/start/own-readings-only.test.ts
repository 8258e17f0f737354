import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../../db/migrate.ts';
import { openState } from '../../db/state.ts';
import { createDashboardStore } from '../dashboards/store.ts';
import { thisMachine } from '../dashboards/this-machine.ts';
import { packageRoot } from '../package-root.ts';

const FIRST = '0001_start.sql';

test('This machine of an older version shows its own readings only, as a new one does', t => {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-older-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'migrations'));
  copyFileSync(join(packageRoot, 'db/migrations/state', FIRST), join(folder, 'migrations', FIRST));
  const older = new BetterSqlite3(join(folder, 'state.db'));
  migrate(older, join(folder, 'migrations'));
  const wanted = thisMachine('boat', 'Linux 6');
  const before = JSON.stringify(wanted).replaceAll('{host=\\"\\"}', '').replaceAll('host=\\"\\",', '');
  assert.ok(!before.includes('host='));
  older
    .prepare(
      "insert into dashboard values (1, 'this-machine', 'This machine', ?, 1, 0, 0), (2, 'mine', 'Mine', ?, 1, 0, 0)",
    )
    .run(before, before);
  older.close();

  const state = openState(join(folder, 'state.db'), Date.now);
  t.after(() => state.close());
  const { find } = createDashboardStore(state, Date.now);
  assert.deepEqual(find('this-machine')!.definition, wanted);
  assert.deepEqual(find('mine')!.definition, JSON.parse(before), 'what people made stays as they made it');
});
