import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { signIn, signOut } from './people.ts';
import { runLine } from './run-line.ts';

const PERSON = { name: 'mara', password: 'correct horse battery' };

test('the printed address signs in, and this machine moves on Home within five seconds', async ({ page, server }) => {
  const openedAt = performance.now();
  await page.goto(server.setupUrl);
  await expect(page).toHaveURL(routes.home.href());
  await expect(page.getByRole('heading', { name: 'This machine' })).toBeVisible();
  const pictures = page.getByRole('article').getByRole('img');
  await expect.poll(() => pictures.count()).toBeGreaterThanOrEqual(5);
  const spoken = () => pictures.evaluateAll(all => all.map(one => one.getAttribute('aria-label')));
  const first = await spoken();
  await expect.poll(spoken, { intervals: [50], timeout: 5000 }).not.toEqual(first);
  const ms = Math.round(performance.now() - openedAt);
  console.log(`this machine moved ${ms} ms after its page was opened`);
  expect(ms).toBeLessThan(5000);
});

test('the printed address works once; the second one to use it is told what to do', async ({
  owner,
  server,
  visit,
  complaints,
}) => {
  complaints.expect(/status of 403/);
  const second = await visit();
  const answer = await second.goto(server.setupUrl);
  expect(answer?.status()).toBe(403);
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(second.getByText('telltale reset-password')).toBeVisible();
  await second.goto(routes.home.href());
  await expect(second).toHaveURL(new RegExp(`${routes.login.href()}$`));

  await owner.goto(server.setupUrl);
  await expect(owner, 'who is signed in is led home').toHaveURL(routes.home.href());
});

test('a name and a password chosen on Home open the door again', async ({ owner }) => {
  const claim = owner.getByLabel('Keep this server yours');
  await claim.getByLabel('Your name').fill(PERSON.name);
  await claim.getByLabel('A password').fill(PERSON.password);
  await claim.getByRole('button', { name: 'Keep it' }).click();
  await expect(claim).toBeHidden();
  await expect(owner).toHaveURL(routes.home.href());

  await signOut(owner);
  await owner.goto(routes.home.href());
  await expect(owner, 'nobody is signed in').toHaveURL(routes.login.href());
  await signIn(owner, PERSON);
  await expect(owner.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
});

test('the printed line works as it stands', async ({ server }) => {
  expect(await runLine(server.printedCurl)).toBe('ok temperature{room="kitchen"} = 21.4 (new)\n');
  expect(await runLine(server.printedCurl)).toBe('ok temperature{room="kitchen"} = 21.4\n');
});

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('Home shows the printed line to its owner, and copies it', async ({ owner, server }) => {
    const inbox = owner.getByRole('region', { name: 'Inbox' });
    await expect(inbox.getByRole('code')).toContainText(server.printedCurl);
    await inbox.getByRole('button', { name: 'Copy' }).click();
    await expect(inbox.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await owner.evaluate('navigator.clipboard.readText()')).toBe(server.printedCurl);
  });
});
