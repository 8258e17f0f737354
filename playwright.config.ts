import { defineConfig } from '@playwright/test';
import { chromiumPath } from './e2e/chromium-path.ts';

export default defineConfig({
  testDir: 'e2e',
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
