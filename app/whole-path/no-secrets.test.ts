import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { furnish, PAGES, ROOMS } from './testing/pages.ts';
import { send, signIn, type Visitor } from './testing/visitor.ts';

/** Every page that has a stream, beside those of `PAGES`. */
const MORE_PAGES = {
  'this machine': routes.dashboard.href({ slug: 'this-machine' }),
  jobs: routes.jobs.href(),
  hosts: routes.hosts.href(),
  images: routes.images.href(),
  senders: routes.senders.href(),
  events: routes.events.href(),
  logs: routes.logs.href(),
};

let server: TestServer;
let visitor: Visitor;
before(async () => {
  server = await startServer();
  visitor = await signIn(server);
  await furnish(server, visitor);
});
after(() => server.dispose());

for (const [name, path] of [
  ...Object.entries(PAGES).map(([name, [path]]) => [name, path] as const),
  ...Object.entries(MORE_PAGES),
]) {
  // Compressed, the size of a stream tells an eavesdropper what a secret in it resembles (BREACH).
  test(`the stream of ${name} holds no token, no session, no field of a form that is a secret`, async () => {
    const { streamPath } = await visitor.visit(path);
    using client = visitor.stream(streamPath, 'nothing-that-is-known'); // which brings the whole state
    await client.until(() => client.events.length > 0);
    for (const room of ROOMS) await send(server, 'temperature', Math.random(), { room });
    await client.until(() => client.events.length > 2);
    const told = client.events.map(({ data }) => data).join('\n');
    assert.ok(told.includes('<hx-partial'), 'the state');
    for (const secret of [server.writeToken, visitor.cookie.split('=')[1]!, `CODE-${server.port}`])
      assert.ok(!told.includes(secret), `a secret of ${secret.length} characters is told`);
    assert.doesNotMatch(told, /csrf|xsrf|authenticity|nonce=|type="hidden"|type="password"/i);
  });
}
