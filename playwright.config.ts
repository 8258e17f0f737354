import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Tests that need a foreign program are left out, and `npm test` says so, where it is not installed. */
const hasNginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].some(path => existsSync(path));

/**
 * The Chromium that comes as a package, with the libraries and fonts that a bare machine lacks: it unpacks these, and
 * names them in the environment, only where it takes the machine for one of the kind it was made for.
 */
async function packagedChromium(): Promise<string> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

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
      executablePath: INSTALLED.find(path => existsSync(path)) ?? (await packagedChromium()),
      args: ['--no-sandbox', '--disable-background-networking'],
    },
    viewport: { width: 1440, height: 900 },
  },
});
