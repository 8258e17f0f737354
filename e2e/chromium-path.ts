import { installedChromium } from './installed-chromium.ts';

/** The browser of this machine, or the one that comes as a package. */
export async function chromiumPath(): Promise<string> {
  return installedChromium ?? (await packagedChromium());
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
