import { terminalText } from '../../../components/text/terminal-text.ts';
import { hasRight } from '../../auth/identity.ts';
import { findRange } from '../../dashboards/range.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { columnsOf } from '../../http/text-columns.ts';
import { textResponse } from '../../http/text-response.ts';
import { timeZoneOf } from '../../http/time-zone.ts';
import { completePromql } from '../../promql/complete/complete-promql.ts';
import { oneLine } from '../../promql/format/one-line.ts';
import { MAX_TEXT_LENGTH } from '../../promql/parse/parse-promql.ts';
import { routes } from '../../routes.ts';
import { AnswerSection } from './answer-section.tsx';
import { type AskSources, askQuery } from './ask-query.ts';
import type { Asked } from './asked.ts';
import { CompletionList } from './completion-list.tsx';
import { costText } from './cost-text.ts';
import { dashboardChoices } from './dashboard-choices.ts';
import { exampleQueries } from './example-queries.ts';
import { mountQueryPanel, type PanelRoutesOptions } from './panel-routes.ts';
import { QueryPage } from './query-page.tsx';
import { queryText } from './query-text.ts';

export interface QueryRoutesOptions extends PanelRoutesOptions {
  readonly shell: PageShell;
  readonly sources: AskSources & { readonly timeZone: string };
}

const RANGE = findRange('1h');

/** Asking in PromQL, and what can stand at the cursor while one types. */
export function mountQuery(router: PatternRouter, options: QueryRoutesOptions): void {
  const { guard, shell, sources, dashboards } = options;

  const ask = async (query: string, range: typeof RANGE, signal: AbortSignal): Promise<Asked> => {
    if (query !== '') return askQuery(sources, query, range, signal);
    return { kind: 'blank', examples: await exampleQueries(sources.history, signal) };
  };

  router.represent(routes.query, {
    offers: ['page', 'fragment', 'text'],
    load: async ({ request, url, signal }) => {
      const who = guard.require(request, 'read');
      const query = oneLine(url.searchParams.get('q') ?? '');
      const range = findRange(url.searchParams.get('range'), RANGE);
      const asked = await ask(query, range, signal);
      return {
        query,
        range,
        timeZone: timeZoneOf(request, url, sources.timeZone),
        asked,
        dashboards: hasRight(who, 'own') ? dashboardChoices(dashboards) : undefined,
      };
    },
    page: ({ asked, ...view }) =>
      htmlResponse(
        <QueryPage {...{ shell, ...view }} isRefused={asked.kind === 'refused'} said={saidOf(asked)}>
          <AnswerSection {...view} asked={asked} />
        </QueryPage>,
      ),
    fragment: view =>
      fragmentResponse(
        <>
          <AnswerSection {...view} />
          <hx-partial hx-target="#query-said" hx-swap="textContent">
            {saidOf(view.asked)}
          </hx-partial>
        </>,
      ),
    text: (view, { canShowAnsi, url }) =>
      textResponse(queryText({ ...view, nowMs: sources.now() }, terminalText(canShowAnsi, columnsOf(url)))),
  });

  mountQueryPanel(router, options);

  router.represent(routes.queryCompletions, {
    offers: ['fragment'],
    load: async ({ request, url, signal }) => {
      guard.require(request, 'read');
      // Another form has another name for its field, and a list for each of them.
      const field = url.searchParams.get('field') ?? 'q';
      const id = url.searchParams.get('list') ?? 'completions';
      const text = (url.searchParams.get(field) ?? '').slice(0, MAX_TEXT_LENGTH);
      return { id, ...(await completePromql(text, cursorIn(url, text), sources.names, signal)) };
    },
    fragment: completions => fragmentResponse(<CompletionList {...completions} />),
  });
}

/** The end of the text, where the address names no place in it. */
function cursorIn({ searchParams }: URL, text: string): number {
  const cursor = Number(searchParams.get('cursor') ?? text.length);
  return Number.isInteger(cursor) && cursor >= 0 ? Math.min(cursor, text.length) : text.length;
}

function saidOf(asked: Asked): string {
  if (asked.kind !== 'answered') return '';
  const found = asked.over?.series.length ?? asked.instant.series.length;
  const what = found === 0 ? 'Nothing found' : `${found} ${found === 1 ? 'line' : 'lines'}`;
  return [`${what}, of ${costText(asked.cost)}.`, ...asked.unknown.map(({ sentence }) => sentence)].join(' ');
}
