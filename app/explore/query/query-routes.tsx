import type { Child } from 'hono/jsx';
import type { Guard } from '../../auth/guard.ts';
import { findRange, type Range } from '../../dashboards/range.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { completePromql } from '../../promql/complete/complete-promql.ts';
import { MAX_TEXT_LENGTH } from '../../promql/parse/parse-promql.ts';
import { routes } from '../../routes.ts';
import { AnswerView, costText } from './answer.tsx';
import { type Answer, type AskSources, askQuery, type Refusal } from './ask-query.ts';
import { Blank } from './blank.tsx';
import { CompletionList } from './completion-list.tsx';
import { exampleQueries } from './example-queries.ts';
import { oneLine } from './one-line.ts';
import { Problem } from './problem.tsx';
import { QueryPage } from './query-page.tsx';

export interface QueryRoutesOptions {
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly sources: AskSources & { readonly timeZone: string };
}

const RANGE = findRange('1h');

type Asked = { readonly kind: 'blank'; readonly examples: readonly string[] } | Refusal | Answer;

/** Asking in PromQL, and what can stand at the cursor while one types. */
export function mountQuery(router: PatternRouter, { guard, shell, sources }: QueryRoutesOptions): void {
  router.represent(routes.query, {
    offers: ['page', 'fragment'],
    load: async ({ request, url, signal }) => {
      guard.require(request, 'read');
      const query = oneLine(url.searchParams.get('q') ?? '');
      const range = findRange(url.searchParams.get('range'), RANGE);
      const asked: Asked =
        query === ''
          ? { kind: 'blank', examples: await exampleQueries(sources.history, signal) }
          : await askQuery(sources, query, range, signal);
      return { query, range, asked };
    },
    page: ({ query, range, asked }) =>
      htmlResponse(
        <QueryPage {...{ shell, query, range }} isRefused={asked.kind === 'refused'} said={saidOf(asked)}>
          <AnswerSection {...{ query, range, asked }} timeZone={sources.timeZone} />
        </QueryPage>,
      ),
    fragment: ({ query, range, asked }) =>
      fragmentResponse(
        <>
          <AnswerSection {...{ query, range, asked }} timeZone={sources.timeZone} />
          <hx-partial hx-target="#query-said" hx-swap="textContent">
            {saidOf(asked)}
          </hx-partial>
        </>,
      ),
  });

  router.represent(routes.queryCompletions, {
    offers: ['fragment'],
    load: async ({ request, url, signal }) => {
      guard.require(request, 'read');
      const text = (url.searchParams.get('q') ?? '').slice(0, MAX_TEXT_LENGTH);
      const cursor = Math.min(
        text.length,
        Math.max(0, Math.trunc(Number(url.searchParams.get('cursor') ?? text.length)) || 0),
      );
      return completePromql(text, cursor, sources.names, signal);
    },
    fragment: completions => fragmentResponse(<CompletionList {...completions} />),
  });
}

interface AnswerSectionProps {
  readonly query: string;
  readonly range: Range;
  readonly asked: Asked;
  readonly timeZone: string;
}

/** What below the box is swapped with each query. */
function AnswerSection({ query, range, asked, timeZone }: AnswerSectionProps): Child {
  return (
    <div class="answer" id="answer">
      {asked.kind === 'blank' && <Blank examples={asked.examples} />}
      {asked.kind === 'answered' && <AnswerView {...{ query, range, timeZone }} answer={asked} />}
      {asked.kind === 'refused' && (
        <div class="sheet query__notice" id="answer-problem">
          <Problem
            status="crit"
            {...{ query, sentence: asked.sentence, position: asked.position }}
            range={range.name}
            suggestions={asked.suggestion === undefined ? [] : [asked.suggestion]}
          />
        </div>
      )}
    </div>
  );
}

function saidOf(asked: Asked): string {
  if (asked.kind !== 'answered') return '';
  const found = asked.over?.series.length ?? asked.instant.series.length;
  const what = found === 0 ? 'Nothing found' : `${found} ${found === 1 ? 'line' : 'lines'}`;
  return [`${what}, of ${costText(asked.cost)}.`, ...asked.unknown.map(({ sentence }) => sentence)].join(' ');
}
