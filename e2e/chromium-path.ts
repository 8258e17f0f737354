import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine, or the one that comes as a package. */
export async function chromiumPath(): Promise<string> {
  return INSTALLED.find(path => existsSync(path)) ?? (await packagedChromium());
}

/**
 * The Chromium that comes as a package, with the libraries and fonts that a bare machine lacks: it unpacks these, and
 * names them in the environment, only where it takes the machine for one of the kind it was made for.
 */
async function packagedChromium(): Promise<string> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
