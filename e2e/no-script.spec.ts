import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { makeToken, signIn, signOut } from './people.ts';
import { send } from './readings.ts';

test.use({ javaScriptEnabled: false });

const LABELS = { room: 'kitchen' };
const KEY = seriesKey('temperature', LABELS);

test('without script, Home and dashboards are whole pages with the values of now', async ({ owner, server }) => {
  await send(server, { metric: 'temperature', labels: LABELS, value: 21.4 });
  await send(server, { metric: 'temperature', labels: { room: 'attic' }, value: 28.5 });
  await send(server, { metric: 'pressure', value: 987 });
  await owner.reload();
  await expect(
    owner.getByRole('region', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: 'room=kitchen' }),
  ).toContainText('21.4');
  await expect(async () => {
    await owner.reload();
    await expect(owner.getByRole('article', { name: 'CPU' }), 'measured once a second').toContainText('%', {
      timeout: 100,
    });
  }).toPass();

  await owner.getByRole('navigation', { name: 'How to send' }).getByRole('link', { name: 'Python' }).click();
  await expect(owner.getByRole('region', { name: 'Inbox' }).getByRole('code')).toContainText('urllib');
  await owner.getByRole('button', { name: 'Send one for me' }).click();
  await owner.getByRole('button', { name: 'Make a dashboard of these' }).click();
  const panel = (name: string) => owner.getByRole('article', { name });
  await expect(panel('temperature')).toContainText('28.5');
  await expect(panel('pressure')).toContainText('987');

  await send(server, { metric: 'pressure', value: 993 });
  await owner.reload();
  await expect(panel('pressure')).toContainText('993');
  await owner.getByRole('link', { name: '1 h', exact: true }).click();
  await expect(owner.getByRole('link', { name: '1 h', exact: true })).toHaveAttribute('aria-current');
  await expect(panel('pressure')).toContainText('993');

  await owner.getByRole('link', { name: 'Delete temperature' }).click();
  await owner.getByRole('link', { name: 'Cancel' }).click();
  await owner.getByRole('link', { name: 'Delete temperature' }).click();
  await owner.getByRole('button', { name: 'Delete dashboard' }).click();
  await expect(owner).toHaveURL(routes.home.href());
  await expect(owner.getByRole('region', { name: 'Dashboards' }).getByRole('listitem')).toHaveCount(1);
});

test('without script, series are searched, given a unit, deleted and brought back', async ({ owner, server }) => {
  await send(server, { metric: 'temperature', labels: LABELS, value: 21.4 });
  await owner.goto(routes.explore.href());
  const search = owner.getByRole('searchbox', { name: 'Search series' });
  await search.fill('KITCHEN');
  await search.press('Enter');
  await expect(owner).toHaveURL(routes.explore.href({}, { q: 'KITCHEN' }));
  const table = owner.getByRole('table', { name: 'Series' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table.getByRole('row').last()).toContainText('21.4');

  await table.getByRole('link', { name: 'temperature' }).click();
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('21.4');
  await owner.getByLabel('Shown behind the number').fill('°C');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByLabel('Shown behind the number')).toHaveValue('°C');
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('°C');

  await owner.getByRole('link', { name: 'Delete this series' }).click();
  await expect(owner.getByRole('main')).toContainText(KEY);
  await owner.getByRole('button', { name: 'Delete series' }).click();
  await expect(owner.getByRole('status').filter({ hasText: 'Deleted' })).toContainText(KEY);
  await expect(owner.getByRole('link', { name: 'temperature' })).toHaveCount(0);
  await owner.getByRole('button', { name: 'Undo' }).click();
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('21.4');
});

test('without script, settings, tokens and signing in and out work', async ({ owner }) => {
  const person = { name: 'mara', password: 'correct horse battery' };
  const claim = owner.getByLabel('Keep this server yours');
  await claim.getByLabel('Your name').fill(person.name);
  await claim.getByLabel('A password').fill(person.password);
  await claim.getByRole('button', { name: 'Keep it' }).click();
  await makeToken(owner, 'wall display', 'read');
  const tokens = owner.getByRole('region', { name: 'Tokens', exact: true });
  await tokens.getByRole('button', { name: 'Revoke wall display' }).click();
  await expect(tokens.getByRole('row').filter({ hasText: 'wall display' })).toHaveCount(0);
  await signOut(owner);
  await signIn(owner, person);
  await expect(owner.getByRole('heading', { name: 'This machine' })).toBeVisible();
});
