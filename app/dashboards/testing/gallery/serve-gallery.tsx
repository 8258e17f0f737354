/** Shows every kind of panel in every state, for whoever works on them: `npm run gallery`, then /light, /dark and /tv. */
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { stylesheets } from '../../../../components/stylesheets.ts';
import { loadAssets } from '../../../http/assets.ts';
import { packageRoot } from '../../../package-root.ts';
import { GalleryPage } from './gallery-page.tsx';

const PORT = Number(process.argv[2] ?? 8356);
/** As strict as the real pages are, so that what would not be shown there is not shown here. */
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

const assets = loadAssets({ folder: join(packageRoot, 'public'), styleSheets: stylesheets });
const PREFIX = '/assets/';

serve({ hostname: '127.0.0.1', port: PORT, fetch: answer }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}/light, /dark and /tv\n`);
});

function answer(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith(PREFIX))
    return assets.respond(pathname.slice(PREFIX.length)) ?? new Response('There is no such file.', { status: 404 });
  const page = <GalleryPage assetHref={path => PREFIX + path} {...lookOf(pathname)} />;
  return new Response(`<!doctype html>${String(page)}`, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
    },
  });
}

function lookOf(pathname: string) {
  if (pathname === '/tv') return { theme: 'dark', density: 'tv' } as const;
  return { theme: pathname === '/dark' ? 'dark' : 'light' } as const;
}
