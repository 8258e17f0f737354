import { htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { createOpenApiDocument } from './open-api-document.ts';
import { ApiPage } from './page.tsx';

export interface ApiRoutesOptions {
  readonly shell: PageShell;
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
  readonly cookieName: string;
  readonly now: () => number;
}

/** What programs may ask of this server: a page for people and a document for programs, without a secret and open to all. */
export function mountApi(router: PatternRouter, { shell, publicUrl, cookieName, now }: ApiRoutesOptions): void {
  const standpointFor = (url: URL) => ({ origin: (publicUrl ?? url).origin, nowMs: now() });

  const documentFor = createOpenApiDocument(cookieName);

  router.represent(routes.api, {
    offers: ['page'],
    load: ({ url }) => standpointFor(url),
    page: standpoint => htmlResponse(<ApiPage {...{ shell, standpoint }} />),
  });

  router.on(routes.openApi, {
    GET: ({ url }) =>
      Response.json(documentFor(standpointFor(url)), {
        headers: { 'Cache-Control': 'no-store' },
      }),
  });
}
