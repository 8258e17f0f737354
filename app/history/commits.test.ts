import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import type { CommitEvent } from './calls.ts';
import { createCommits } from './commits.ts';
import { Head } from './head/head.ts';
import { createJournalTable } from './journal/journal-table.ts';
import { createMetaTable } from './meta-table.ts';
import { NewestPoints } from './newest-points.ts';
import { SeriesIds } from './series-ids.ts';
import { SeriesIndex } from './series-index.ts';
import { createSeriesTable } from './series-table.ts';
import { openOrphanDatabase } from './testing/orphan-database.ts';

test('a group whose COMMIT fails is neither published nor counted nor remembered', async t => {
  const { database, spoilCommit } = openOrphanDatabase(t);
  const series = createSeriesTable(database);
  const index = new SeriesIndex(series);
  const ids = new SeriesIds(new Set());
  const events: CommitEvent[] = [];
  const durable: string[] = [];
  const commits = createCommits({
    ...{ database, index, ids, head: new Head(), newest: new NewestPoints() },
    ...{ meta: createMetaTable(database), journal: createJournalTable(database) },
    publish: event => events.push(event),
    writes: new WriteWatch(),
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
  const results = await Promise.allSettled([create('lost'), commits.write(spoilCommit)]);
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
