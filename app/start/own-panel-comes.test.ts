import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../../db/migrate.ts';
import { openState } from '../../db/state.ts';
import { createDashboardStore } from '../dashboards/store.ts';
import { thisMachine } from '../dashboards/this-machine.ts';
import { packageRoot } from '../package-root.ts';

const OWN_PANEL = '0006_this_machine_shows_telltale.sql';

test('This machine of an older version shows how Telltale is, below its first row; where somebody laid that row out anew, nothing changes', t => {
  const wanted = thisMachine('boat', 'Linux 6');
  const older = { ...wanted, panels: wanted.panels.filter(({ kind }) => kind !== 'telltale') };
  const ownLayout = { ...older, panels: older.panels.toReversed() };
  assert.deepEqual(migrated(t, older), wanted);
  assert.deepEqual(migrated(t, wanted), wanted, 'it comes once');
  assert.deepEqual(migrated(t, ownLayout), ownLayout);
});

/** What becomes of This machine that was kept before the panel came. */
function migrated(t: { after(clean: () => void): void }, definition: object) {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-older-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  const all = join(packageRoot, 'db/migrations/state');
  for (const name of readdirSync(all)) if (name < OWN_PANEL) copyFileSync(join(all, name), join(migrations, name));
  const database = new BetterSqlite3(join(folder, 'state.db'));
  migrate(database, migrations);
  database
    .prepare("insert into dashboard values (1, 'this-machine', 'This machine', ?, 1, 0, 0)")
    .run(JSON.stringify(definition));
  database.close();
  const state = openState(join(folder, 'state.db'), Date.now);
  t.after(() => state.close());
  return createDashboardStore(state, Date.now).find('this-machine')!.definition;
}
