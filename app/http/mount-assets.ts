import { routes } from '../routes.ts';
import type { Assets } from './assets.ts';
import { HttpError } from './http-error.ts';
import type { PatternRouter } from './router.ts';

/** Style sheets, scripts and icons. The version in the path only keeps caches apart; any version is answered. */
export function mountAssets(router: PatternRouter, assets: Assets): void {
  const respond = (path: string) => {
    const response = assets.respond(path);
    if (!response) throw new HttpError(404, `There is no asset ${path}.`);
    return response;
  };
  router.on(routes.asset, { GET: ({ params }) => respond(params.path) });
  router.on(routes.favicon, { GET: () => forADay(respond('icons/mark.svg')) });
}

/** An address without a version must not be kept for ever. */
function forADay(response: Response): Response {
  response.headers.set('Cache-Control', 'public, max-age=86400');
  return response;
}
