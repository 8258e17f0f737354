import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openFrameSender } from '../images/testing/frame-sender.ts';
import { makePicture } from '../images/testing/make-picture.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';

/** Pictures that are answered before the server is killed. */
const ANSWERED = 60;
const SENDERS = 4;

test('a kill loses no picture that was answered, and what is counted is what is there', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const answered: { name: string; hash: string }[] = [];
  const enough = Promise.withResolvers<void>();
  const camera = openFrameSender(server.url + routes.img.href({ name: 'cam' }, { k: server.writeToken }));
  camera.send(await makePicture());
  const senders = Array.from({ length: SENDERS }, async (_, sender) => {
    for (let n = 0; ; n++) {
      const name = `sender-${sender}`;
      const hash = await send(server, name, await makePicture({ seed: sender * 1000 + n })).catch(() => undefined);
      if (hash === undefined) return;
      if (answered.push({ name, hash }) === ANSWERED) enough.resolve();
    }
  });
  await enough.promise;
  await server.kill();
  await Promise.all(senders);
  camera.destroy();
  await server.start();

  const pictures = query<{ name: string; hash: string; picture: Buffer }>(
    server,
    'select name, hash, picture from moment join image on image.id = image_id join content on content.id = content_id',
  );
  const kept = new Set(pictures.map(({ name, hash }) => `${name} ${hash}`));
  assert.deepEqual(
    answered.filter(({ name, hash }) => !kept.has(`${name} ${hash}`)),
    [],
  );
  for (const { hash, picture } of pictures) assert.equal(createHash('sha256').update(picture).digest('hex'), hash);
  const [counted] = query<{ pictures: number }>(server, 'select sum(pictures) as pictures from image');
  assert.equal(counted!.pictures, pictures.length, 'counts are of the same commits');
  const [total] = query<{ told: number; is: number }>(
    server,
    'select (select size_bytes from total) as told, (select sum(size_bytes) from content) + (select sum(80 + length(labels)) from moment) as "is"',
  );
  assert.equal(total!.told, total!.is);
  assert.ok(await send(server, 'after', await makePicture()));
});

/** Gives the hash of what is kept; undefined where it is not. */
async function send(server: TestServer, name: string, picture: Buffer): Promise<string | undefined> {
  const response = await fetch(server.url + routes.img.href({ name }, { k: server.writeToken }), {
    method: 'PUT',
    headers: { Accept: 'application/json' },
    body: Uint8Array.from(picture),
  });
  const { hash } = (await response.json()) as { readonly hash?: string };
  return response.ok ? hash : undefined;
}

function query<Row>({ dataDir }: TestServer, sql: string): Row[] {
  const database = new BetterSqlite3(dataFiles(dataDir).images, { readonly: true });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}
