import type { Locator, Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { openStream } from './event-stream.ts';
import { expect, test } from './fixtures.ts';
import { chooseCredentials, makeToken, signIn, signOut } from './people.ts';

const MARA = { name: 'mara', password: 'correct horse battery' };

test('signing out ends the streams of all tabs of that session at once and leads them to the login page', async ({
  owner,
  visit,
}) => {
  await chooseCredentials(owner, MARA);
  const other = await owner.context().newPage();
  await other.goto(routes.explore.href());
  await expect(status(other)).toHaveText('Live');
  const elsewhere = await visit();
  await elsewhere.goto(routes.login.href());
  await signIn(elsewhere, MARA);
  await expect(status(elsewhere)).toHaveText('Live');

  await signOut(owner);
  const outAt = performance.now();
  await expect(other).toHaveURL(new RegExp(routes.login.href()));
  const ms = Math.round(performance.now() - outAt);
  console.log(`the other tab was led away ${ms} ms after signing out`);
  expect(ms).toBeLessThan(1000);
  await expect(status(elsewhere), 'another session of the same person goes on').toHaveText('Live');
});

test('ending another session under Settings leads its pages to the login page', async ({ owner, visit }) => {
  await chooseCredentials(owner, MARA);
  const elsewhere = await visit();
  await elsewhere.goto(routes.login.href());
  await signIn(elsewhere, MARA);
  await expect(status(elsewhere)).toHaveText('Live');
  await owner.goto(routes.settings.href());
  await region(owner, 'Sessions').getByRole('button', { name: 'End all others' }).click();
  await expect(elsewhere).toHaveURL(new RegExp(routes.login.href()));
  await expect(region(owner, 'Sessions').getByRole('row')).toHaveCount(2);
});

test('a new password ends the other sessions', async ({ owner, visit }) => {
  await chooseCredentials(owner, MARA);
  const elsewhere = await visit();
  await elsewhere.goto(routes.login.href());
  await signIn(elsewhere, MARA);
  await expect(status(elsewhere)).toHaveText('Live');
  await chooseCredentials(owner, { ...MARA, password: 'another horse battery' });
  await expect(elsewhere).toHaveURL(new RegExp(routes.login.href()));
});

test('wrong passwords are refused, and after eight of them with a time to wait', async ({
  owner,
  visit,
  complaints,
}) => {
  complaints.expect(/status of (401|429)/);
  await chooseCredentials(owner, MARA);
  const guesser = await visit();
  await guesser.goto(routes.login.href());
  for (let attempt = 1; attempt <= 8; attempt++) {
    await signIn(guesser, { ...MARA, password: `guess number ${attempt}` });
    await expect(guesser.getByText('Name or password is wrong')).toBeVisible();
    await expect(guesser.getByLabel('Your name'), 'the name need not be typed again').toHaveValue(MARA.name);
    await expect(guesser.getByLabel('Password')).toHaveValue('');
  }
  await signIn(guesser, MARA);
  await expect(guesser.getByText(/Too many attempts failed\. Try again in \d+ min\./)).toBeVisible();
  await expect(owner.getByRole('main')).toBeVisible();
});

test('signing in leads to where the person wanted to go, and never to another site', async ({ owner, visit }) => {
  await chooseCredentials(owner, MARA);
  const page = await visit();
  const wanted = routes.explore.href({}, { q: 'host_cpu' });
  await page.goto(wanted);
  await expect(page).toHaveURL(routes.login.href({}, { next: wanted }));
  await signIn(page, MARA);
  await expect(page).toHaveURL(wanted);

  for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)']) {
    const stranger = await visit();
    await stranger.goto(routes.login.href({}, { next }));
    await signIn(stranger, MARA);
    await expect(stranger, next).toHaveURL(routes.home.href());
  }
});

test('a token is made, shown once, reads, shows its last use, and ends when it is revoked', async ({
  owner,
  request,
}) => {
  const secret = await makeToken(owner, 'wall display', 'read');
  expect(secret).toMatch(/^r_/);
  await expect(tokenRow(owner, 'wall display').getByRole('cell').nth(2)).toHaveText('never');
  await owner.goto(routes.settings.href());
  await expect(owner.getByText(secret), 'its secret is shown once').toHaveCount(0);

  const headers = { Authorization: `Bearer ${secret}`, Accept: 'application/json' };
  expect((await request.get(routes.explore.href(), { headers })).status()).toBe(200);
  await expect(async () => {
    await owner.reload();
    await expect(tokenRow(owner, 'wall display').getByRole('cell').nth(2)).toHaveText(/now|ago/, { timeout: 200 });
  }).toPass();

  await tokenRow(owner, 'wall display').getByRole('button', { name: 'Revoke wall display' }).click();
  await expect(tokenRow(owner, 'wall display')).toHaveCount(0);
  expect((await request.get(routes.explore.href(), { headers })).status()).toBe(401);
});

test('a revoked token loses its streams, with a word why', async ({ owner, server, visit }) => {
  const secret = await makeToken(owner, 'wall display', 'read');
  const headers = { Authorization: `Bearer ${secret}` };
  const display = await visit({ extraHTTPHeaders: headers });
  await display.goto(routes.dashboard.href({ slug: 'this-machine' }));
  await expect(status(display)).toHaveText('Live');
  const stream = openStream(server.url + routes.homeLive.href(), { headers });
  await stream.next();

  await owner.goto(routes.settings.href());
  await tokenRow(owner, 'wall display').getByRole('button', { name: 'Revoke wall display' }).click();
  await expect(status(display)).toHaveText(/revoked/);
  const rest = await Array.fromAsync(stream);
  expect(rest.at(-1)?.name).toBe('gone');
  expect(rest.at(-1)?.data).toContain('revoked');
});

test('a name that is too short, or a password, is refused beside its field', async ({ owner, complaints }) => {
  complaints.expect(/status of 422/);
  await owner.goto(routes.settings.href());
  const you = region(owner, 'You');
  await you.locator('form', { has: owner.getByLabel('Your name') }).evaluate((form: { noValidate: boolean }) => {
    form.noValidate = true;
  });
  await you.getByLabel('Your name').fill('mara');
  await you.getByLabel(/password/i).fill('short');
  await you.getByRole('button', { name: 'Save name and password' }).click();
  await expect(you.getByLabel(/password/i)).toHaveAccessibleDescription(/8 characters or more/);
  await expect(you.getByLabel(/password/i)).toHaveAttribute('aria-invalid', 'true');
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const status = (page: Page): Locator => page.getByRole('main').getByRole('status').first();
const tokenRow = (page: Page, name: string) => region(page, 'Tokens').getByRole('row').filter({ hasText: name });
