import { routes } from '../../routes.ts';
import { type OpenApp, openApp } from '../../testing/open-app.ts';

/** The application after some readings. */
export async function openWith(t: Parameters<typeof openApp>[0], ...targets: [target: string, value: number][]) {
  const app = await openApp(t);
  for (const [target, value] of targets) await app.send(target, value);
  return app;
}

/** Home, or another page, as HTML. */
export async function pageOf(app: OpenApp, as: 'owner' | 'read' = 'owner', path = routes.home.href()): Promise<string> {
  return (await app.fetch(path, { as, accept: 'text/html' })).text();
}

/** The Inbox row of each signal, by the text of its title. */
export function rowsOf(page: string): (string | undefined)[] {
  return [...page.matchAll(/<b class="inbox__title">(?:<a [^>]*>)?([^<]*)<\//g)].map(([, name]) => name);
}
