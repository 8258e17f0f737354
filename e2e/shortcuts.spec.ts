import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';

test('keys lead about, open their own list, and leave who types alone', async ({ owner }) => {
  const { keyboard } = owner;
  const list = owner.getByRole('dialog', { name: 'Keyboard' });
  await keyboard.press('?');
  await expect(list).toContainText('Go to Explore');
  await keyboard.press('g');
  await keyboard.press('x');
  await expect(list, 'behind an open dialog nothing is pressed').toBeVisible();
  await keyboard.press('Escape');
  await expect(list).toBeHidden();

  await keyboard.press('/');
  const find = owner.getByRole('searchbox', { name: 'Go to' });
  await expect(find).toBeFocused();
  await keyboard.type('?gx');
  await expect(find).toHaveValue('?gx');
  await expect(list).toBeHidden();

  await find.blur();
  await keyboard.press('g');
  await keyboard.press('x');
  await expect(owner).toHaveURL(routes.explore.href());

  await keyboard.press('?');
  await list.getByRole('checkbox').press(' ');
  await keyboard.press('Escape');
  await expect(list).toBeHidden();
  await keyboard.press('?');
  await keyboard.press('/');
  await expect(list, 'single keys are turned off').toBeHidden();
  await expect(find).not.toBeFocused();
  await owner.getByRole('link', { name: 'Keyboard shortcuts' }).click();
  await expect(list.getByRole('checkbox')).not.toBeChecked();
});
