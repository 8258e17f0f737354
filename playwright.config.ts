import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/launch-options.ts';

export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [['list']],
  forbidOnly: true,
  use: {
    launchOptions,
    viewport: { width: 1440, height: 900 },
  },
});
