import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Database, openDatabase } from '../../db/database.ts';
import { packageRoot } from '../package-root.ts';
import type { CommitEvent } from './calls.ts';
import { createCommits } from './commits.ts';
import { Head } from './head/head.ts';
import { createJournalTable } from './journal/journal-table.ts';
import { createMetaTable } from './meta-table.ts';
import { NewestPoints } from './newest-points.ts';
import { SeriesIds } from './series-ids.ts';
import { SeriesIndex } from './series-index.ts';
import { createSeriesTable } from './series-table.ts';

test('a group whose COMMIT fails is neither published nor counted nor remembered', async t => {
  const database = openWithOrphans(t);
  const series = createSeriesTable(database);
  const index = new SeriesIndex(series);
  const ids = new SeriesIds(new Set());
  const events: CommitEvent[] = [];
  const durable: string[] = [];
  const commits = createCommits({
    ...{ database, index, ids, head: new Head(), newest: new NewestPoints() },
    ...{ meta: createMetaTable(database), journal: createJournalTable(database) },
    publish: event => events.push(event),
  });
  const create = (key: string) =>
    commits.write(({ commit, change, touched, takenIds, onCommit }) => {
      const id = ids.take();
      takenIds.push(id);
      onCommit(() => durable.push(key));
      touched.add(key);
      series.insert({ id, key, metric: key, labels: {}, createdMs: 0 });
      index.reload(key);
      change.created.push(key);
      return commit;
    });
  const orphan = database.prepare('insert into orphan (parent) values (4711)');
  const results = await Promise.allSettled([create('lost'), commits.write(() => void orphan.run())]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(index.get('lost'), undefined);
  assert.equal(await create('kept'), 1, 'the number is given again');
  assert.deepEqual(events, [{ commit: 1, changes: [{ created: ['kept'], restored: [], removed: [] }] }]);
  assert.deepEqual(durable, ['kept']);
  assert.equal(ids.take(), 2, 'the id of the lost one is given again');
});

/** With a table whose foreign key is looked at by COMMIT only. */
function openWithOrphans(t: { after(clean: () => void): void }): Database {
  const folder = mkdtempSync(join(tmpdir(), 'commits-'));
  cpSync(join(packageRoot, 'db/migrations/history'), folder, { recursive: true });
  const orphan = 'create table orphan (parent integer references series (id) deferrable initially deferred)';
  const number = String(readdirSync(folder).length + 1).padStart(4, '0');
  writeFileSync(join(folder, `${number}_orphan.sql`), orphan);
  const database = openDatabase(join(folder, 'history.db'), { migrations: folder });
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  return database;
}
