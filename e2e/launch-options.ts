import { chromiumPath } from './chromium-path.ts';

export const launchOptions = {
  executablePath: await chromiumPath(),
  args: ['--no-sandbox', '--disable-background-networking'],
};
