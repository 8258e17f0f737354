import { createHash } from 'node:crypto';
import type { Guard } from '../../auth/guard.ts';
import { hasRight } from '../../auth/identity.ts';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { hideAddresses } from '../kinds/hide-addresses.ts';
import type { Dashboard } from '../store.ts';
import { writeBoardFile } from './write-board-file.ts';

export interface ExportOptions {
  readonly guard: Guard;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
}

/** A dashboard as a file, to whoever may see it. */
export function mountExport(router: PatternRouter, { guard, require }: ExportOptions): void {
  router.on(routes.dashboardFile, {
    GET: guard.read(({ params, request }, who) => {
      const { slug, ...board } = require(params.slug);
      const definition = hasRight(who, 'own') ? board.definition : hideAddresses(board.definition);
      const text = writeBoardFile({ slug, definition });
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
      if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
      return new Response(text, {
        headers: {
          ...headers,
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Disposition': `inline; filename="${slug}.json"`,
        },
      });
    }),
  });
}

/** A proxy that packs an answer makes its tag a weak one. */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match') ?? '';
  return known.split(',').some(each => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
