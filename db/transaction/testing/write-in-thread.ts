import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database.ts';

/** A worker that writes `count` items into the database at `path`, one commit each, after it has said that it is ready. */
const { path, migrations, count } = workerData as { path: string; migrations: string; count: number };
const { transactional, prepare, close } = openDatabase(path, { migrations, synchronous: 'NORMAL' });
const insert = prepare('INSERT INTO item (name) VALUES (?)');
parentPort?.postMessage('ready');
for (let index = 0; index < count; index++) {
  await transactional.batch(() => insert.run(`thread ${index}`), { acquireTimeoutMs: 60_000 });
}
close();
