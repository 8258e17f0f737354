import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from './e2e/chromium-path.ts';

/** Tests that need a foreign program are left out, and `npm test` says so, where it is not installed. */
const hasNginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].some(path => existsSync(path));

export default defineConfig({
  testDir: 'e2e',
  testIgnore: hasNginx ? [] : ['**/behind-nginx.spec.ts'],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [['list']],
  forbidOnly: true,
  use: {
    launchOptions: {
      executablePath: await chromiumPath(),
      args: ['--no-sandbox', '--disable-background-networking'],
    },
    viewport: { width: 1440, height: 900 },
  },
});
