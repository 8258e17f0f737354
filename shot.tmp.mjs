import { chromium } from 'playwright';
const [,, path, name, ...how] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [w, h] of [[1440, 900], [390, 844]]) for (const colorScheme of ['light', 'dark']) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, colorScheme });
  const page = await ctx.newPage();
  await page.goto('http://localhost:8450/setup?code=CODE-1').catch(() => {});
  if (!ctx.signed) { await page.goto('http://localhost:8450/login'); const n = page.locator('input[name=name]'); if (await n.count()) { await n.fill('owner'); await page.locator('input[name=password]').fill('a-long-password'); await page.getByRole('button', { name: /sign in/i }).click(); await page.waitForLoadState(); } }
  await page.goto('http://localhost:8450' + path);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/t/protocols-tmp/${name}-${w}-${colorScheme}.png`, fullPage: true });
  await ctx.close();
}
await browser.close();
