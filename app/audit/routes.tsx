import { terminalText } from '../../components/text/terminal-text.ts';
import type { Guard } from '../auth/guard.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { columnsOf } from '../http/text-columns.ts';
import { textResponse } from '../http/text-response.ts';
import { routes } from '../routes.ts';
import { AuditContent, AuditPage, type AuditPageProps } from './page.tsx';
import { readQuery } from './read-query.ts';
import type { AuditStore } from './store.ts';
import { auditText } from './text.ts';

export interface AuditRoutesOptions {
  readonly store: Pick<AuditStore, 'page'>;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
}

/** The audit log: a page, JSON and text at one address, for who owns. */
export function mountAudit(router: PatternRouter, { store, guard, shell, now, timeZone }: AuditRoutesOptions): void {
  const load = (url: URL): AuditPageProps => {
    const query = readQuery(url);
    const lines = store.page({ ...query, limit: query.limit + 1 });
    const hasMore = lines.length > query.limit;
    return { query, lines: lines.slice(0, query.limit), hasMore, timeZone };
  };

  router.represent(routes.audit, {
    offers: ['page', 'fragment', 'json', 'text'],
    load: ({ request, url }) => {
      guard.require(request, 'own');
      return load(url);
    },
    page: props => htmlResponse(<AuditPage shell={shell} {...props} />),
    fragment: props => fragmentResponse(<AuditContent {...props} />),
    json: ({ lines, hasMore }) =>
      Response.json(
        { lines, ...(hasMore && { before: lines.at(-1)!.seq }) },
        { headers: { 'Cache-Control': 'no-store' } },
      ),
    text: (props, { url, canShowAnsi }) =>
      textResponse(auditText({ ...props, nowMs: now() }, terminalText(canShowAnsi, columnsOf(url)))),
  });
}
