import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';

const CORES = { slug: 'this-machine', id: 'cores' };

test('the key t leads from a panel to its table, and the forms of the panel are there', async ({ owner }) => {
  await owner.goto(routes.dashboard.href({ slug: CORES.slug }));
  await owner.getByRole('link', { name: 'CPU by core', exact: true }).focus();
  await owner.keyboard.press('t');
  await expect(owner).toHaveURL(new RegExp(`${routes.panel.href(CORES)}.*#table$`));
  const table = owner.getByRole('table', { name: 'CPU by core' });
  await expect(table.getByRole('rowheader').first()).toBeVisible();
  const first = await table.getByRole('rowheader').first().textContent();
  await expect(table.getByRole('rowheader').first(), 'the table moves').not.toHaveText(first!);
  await expect(owner.getByRole('navigation', { name: 'Other forms' }).getByRole('link')).toHaveCount(6);
});

test('a picture of a panel can stand in a page, and by itself keeps its styles', async ({ owner }) => {
  const href = routes.panelSvg.href(CORES, { theme: 'dark', width: 500, height: 200 });
  await owner.goto(routes.panel.href(CORES));
  await expect(owner.locator('.chart__line').first()).toBeAttached();
  const size = await owner.evaluate(`(async () => {
    const image = document.createElement('img');
    image.src = ${JSON.stringify(href)};
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  })()`);
  expect(size).toEqual([500, 200]);
  await owner.goto(href);
  const line = owner.locator('.chart__line').first();
  await expect(line).toHaveCSS('stroke-width', '1.5px');
});
