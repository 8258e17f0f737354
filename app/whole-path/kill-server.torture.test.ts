import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { openLivePage } from './testing/live-page.ts';
import { furnish, PAGES } from './testing/pages.ts';
import { signIn } from './testing/visitor.ts';
import { readKept, startWriters } from './testing/writers.ts';

const ROUNDS = rounds({ ci: 1, torture: 25 });
const WRITERS = 4;

test(`X3 the product killed ${ROUNDS} times under load: what it acknowledged is there, and every open page is true again`, async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  const pages = await Promise.all(Object.values(PAGES).map(([path, areas]) => openLivePage(visitor, path, areas)));
  t.after(() => {
    for (const page of pages) page[Symbol.dispose]();
  });
  for (const page of pages) page.connect();
  const acknowledged: string[] = [];

  for (let round = 1; round <= ROUNDS; round++) {
    const writers = startWriters(server, WRITERS, `writer-${round}`);
    await writers.hasWritten(randomInt(1, 200));
    const lock = lockOneFile(server.dataDir, round);
    for (let asked = 0; asked < 3; asked++) await fetch(server.url + routes.healthz.href());
    await server.kill();
    lock?.close();
    await writers.ended;
    acknowledged.push(...writers.acknowledged);

    await server.start();
    const kept = readKept(server.dataDir);
    const lines = new Set(kept.lines);
    assert.equal(lines.size, kept.lines.length, 'no line twice');
    assert.deepEqual(
      acknowledged.filter(each => !kept.readings.has(each)),
      [],
      'no reading lost',
    );
    assert.deepEqual(
      acknowledged.filter(each => !lines.has(each)),
      [],
      'no log line lost',
    );

    for (const page of pages) {
      await page.client.ended;
      page.connect();
      assert.equal(await page.expectSameAsFresh(), 1, 'one snapshot brings it up to date');
    }
  }
  t.diagnostic(
    `${acknowledged.length} readings and as many log lines acknowledged, 0 lost, ${pages.length} pages true`,
  );
});

/**
 * Nothing more can be committed to that file until the connection is closed: a pair that is answered all the same lacks
 * its reading, or its line, afterwards. Every third round goes without.
 */
function lockOneFile(dataDir: string, round: number): Database.Database | undefined {
  const { history, logs } = dataFiles(dataDir);
  const file = [undefined, history, logs][round % 3];
  return file === undefined ? undefined : new Database(file).exec('begin immediate');
}
