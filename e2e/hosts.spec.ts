import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { sourceFlags } from '../app/testing/source-flags.ts';
import { expect, test } from './fixtures.ts';

/** Another machine, which is this one under another name. Ended with SIGTERM by what is given. */
function startHost(server: TestServer, name: string) {
  const args = [...sourceFlags, 'app/cli.ts', 'host', '--to', server.url, '--name', name];
  const env = { PATH: process.env.PATH, TELLTALE_TOKEN: server.writeToken };
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    return (await ended)[0] as number;
  };
}

test('a machine that begins to send is on the open page, has a dashboard, and is silent when it ends', async ({
  owner,
  server,
}) => {
  await owner.goto(routes.explore.href());
  await owner.getByRole('link', { name: 'Hosts' }).click();
  const table = owner.getByRole('table', { name: /Hosts/ });
  await expect(table.getByRole('row').filter({ hasText: 'this server' })).toContainText('live');
  const stop = startHost(server, 'attic');
  const attic = table.getByRole('row').filter({ hasText: 'attic' });
  await expect(attic).toContainText('live');
  await attic.getByRole('link', { name: 'attic' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'attic' })).toBeVisible();
  await expect(owner.getByRole('article', { name: 'CPU', exact: true })).toContainText('%');
  await owner.getByRole('link', { name: 'all hosts' }).click();
  expect(await stop()).toBe(0);
  await expect(attic).toContainText('silent', { timeout: 30_000 });
  await expect(table.getByRole('row').nth(1), 'trouble stands first').toContainText('attic');
});

test('This machine leads to all hosts', async ({ owner }) => {
  await owner.goto(routes.dashboard.href({ slug: 'this-machine' }));
  await owner.getByRole('link', { name: 'all hosts' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Hosts' })).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('hosts are a whole page with the line to paste', async ({ owner, server }) => {
    await expect(async () => {
      await owner.goto(routes.hosts.href());
      await expect(owner.getByRole('row').filter({ hasText: 'this server' })).toContainText('%', { timeout: 100 });
    }).toPass();
    await expect(owner.getByRole('region', { name: 'Add a machine' }).getByRole('code').first()).toContainText(
      `TELLTALE_TOKEN=${server.writeToken} npx telltale host --to ${server.url}`,
    );
  });
});
