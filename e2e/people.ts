import { expect, type Page } from '@playwright/test';
import { routes } from '../app/routes.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Gives the owner, who came in by the one-time address, a name and a password. */
export async function chooseCredentials(owner: Page, { name, password }: Credentials): Promise<void> {
  await owner.goto(routes.settings.href());
  const you = owner.getByRole('region', { name: 'You' });
  await you.getByLabel('Your name').fill(name);
  await you.getByLabel(/password/i).fill(password);
  await you.getByRole('button', { name: 'Save name and password' }).click();
  await expect(owner).toHaveURL(routes.home.href());
}

/** Fills in the form of the page for signing in, which must be open. */
export async function signIn(page: Page, { name, password }: Credentials): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.goto(routes.settings.href());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(routes.login.href());
}

/** Makes a token and gives its secret, which the page shows this once. */
export async function makeToken(
  owner: Page,
  name: string,
  may: 'send readings' | 'read' | 'everything',
): Promise<string> {
  await owner.goto(routes.settings.href());
  const tokens = owner.getByRole('region', { name: 'Tokens', exact: true });
  await tokens.getByLabel('New token').fill(name);
  await tokens.getByLabel('May').selectOption({ label: may });
  await tokens.getByRole('button', { name: 'Make' }).click();
  const made = tokens.getByRole('status');
  await expect(made).toContainText(name);
  return ((await made.getByRole('code').textContent()) ?? '').trim();
}
