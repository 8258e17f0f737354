import assert from 'node:assert/strict';
import { makePicture } from '../../images/testing/make-picture.ts';
import { routes } from '../../routes.ts';
import type { OpenApp } from '../../testing/open-app.ts';

/** One of each kind beside readings, a second apart, as five lines of a shell would. */
export async function sendOthers(app: OpenApp): Promise<void> {
  const send = async (path: string, body: string | Uint8Array<ArrayBuffer>) => {
    app.nowMs += 1000;
    const response = await app.fetch(path, { as: 'ingest', method: 'POST', body });
    assert.equal(response.status, 200, await response.text());
  };
  await send(routes.logStream.href({ stream: 'app' }), 'order \u001b[31m1188\u001b[0m paid <b>\n');
  await send(routes.img.href({ name: 'door' }), Uint8Array.from(await makePicture({ width: 320, height: 240 })));
  await send(routes.jobSignal.href({ name: 'nightly' }), '42/100 copying');
  await send(routes.event.href({ topic: 'deploys' }), 'shipped');
}
