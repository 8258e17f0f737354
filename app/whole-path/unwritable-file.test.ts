import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { send, signIn } from './testing/visitor.ts';

/** The system's own limit of what a running process may write, changed from outside; Linux alone can do that. */
const onLinux = { skip: process.platform !== 'linux' };

test(
  'while its files cannot be written senders are told so and pages go on; then it goes on by itself',
  onLinux,
  async t => {
    const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
    t.after(() => server.dispose());
    const visitor = await signIn(server);
    assert.equal((await send(server, 'kept', 1)).status, 200);
    limitFileBytes(server, '1000');
    const refused = await send(server, 'kept', 2);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '10']);
    assert.match(
      await refused.text(),
      /^The server cannot write its data file \(SQLITE_IOERR_WRITE\): nothing was stored\. Look at its disk, and send it again\./,
    );
    const settings = await (await visitor.get(routes.settings.href())).text();
    assert.match(
      settings,
      /history\.db cannot be written \(SQLITE_IOERR_WRITE\)\. .*Look whether Telltale may write in/,
    );
    assert.equal((await visitor.get(routes.home.href())).status, 200);
    limitFileBytes(server, 'unlimited');
    assert.equal((await send(server, 'kept', 3)).status, 200);
    assert.doesNotMatch(await (await visitor.get(routes.settings.href())).text(), /history\.db cannot be written/);
  },
);

function limitFileBytes({ pid }: TestServer, limit: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);
}
