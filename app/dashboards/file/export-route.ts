import type { Guard } from '../../auth/guard.ts';
import { hasRight } from '../../auth/identity.ts';
import type { PatternRouter } from '../../http/router.ts';
import { taggedResponse } from '../../http/tagged-response.ts';
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
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `inline; filename="${slug}.json"`,
      };
      return taggedResponse(request, { body: () => writeBoardFile({ slug, definition }), headers });
    }),
  });
}
