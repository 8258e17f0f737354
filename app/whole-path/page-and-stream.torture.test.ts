import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { openLivePage } from './testing/live-page.ts';
import { furnish, PAGES, ROOMS } from './testing/pages.ts';
import { send, signIn, type Visitor } from './testing/visitor.ts';

const ROUNDS = rounds({ ci: 2, torture: 100 });
test('X5 a page and the stream that begins at its cursor never miss or repeat a change', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);

  for (const [name, [path, areas]] of Object.entries(PAGES)) {
    await t.test(name, async () => {
      let snapshots = 0;
      for (let round = 0; round < ROUNDS; round++) {
        using page = await openLivePage(visitor, path, areas);
        await writeSomething(server, visitor, path);
        page.connect();
        await writeSomething(server, visitor, path);
        snapshots += await page.expectSameAsFresh();
        page.client.socket.destroy();
        await writeSomething(server, visitor, path);
        page.connect();
        snapshots += await page.expectSameAsFresh();
      }
      assert.equal(snapshots, 0, 'the screen was there all the time, so every change came by itself');
    });
  }
});

let made = 0;

/** Readings of known series and of new ones. Whoever looks meanwhile has the screen redrawn, so that there are events between. */
async function writeSomething(server: TestServer, visitor: Visitor, path: string): Promise<void> {
  for (let left = randomInt(4); left > 0; left--) {
    const isNew = randomInt(4) === 0;
    const room = isNew ? `room a${++made}` : ROOMS[randomInt(ROOMS.length)]!;
    const answer = await send(server, isNew ? 'humidity' : 'temperature', randomInt(1000) / 10, { room });
    assert.equal(answer.status, 200);
    if (randomInt(2) === 0) await visitor.visit(path);
  }
}
