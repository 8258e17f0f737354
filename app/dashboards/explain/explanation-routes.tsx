import { terminalText } from '../../../components/text/terminal-text.ts';
import { textPage } from '../../../components/text/text-page.ts';
import type { Guard } from '../../auth/guard.ts';
import { htmlResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { columnsOf } from '../../http/text-columns.ts';
import { textResponse } from '../../http/text-response.ts';
import { forAddress } from '../../http/time-zone.ts';
import { routes } from '../../routes.ts';
import { findPanel } from '../find-panel.ts';
import { resolveBoard } from '../resolve-board.ts';
import type { Dashboard } from '../store.ts';
import type { ResolveSources } from '../variables/resolve-variables.ts';
import { viewIn } from '../view-in.ts';
import { explainPanel } from './explain-panel.ts';
import { ExplanationPage } from './explanation-page.tsx';
import { explanationText } from './explanation-text.ts';
import type { ExplainSources } from './query-explanation.ts';

export interface ExplanationRoutesOptions {
  readonly guard: Guard;
  readonly shell: PageShell;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
  readonly sources: ExplainSources & { readonly timeZone: string };
  /** Where the values of variables come from. */
  readonly variables: ResolveSources;
}

/** Why a panel shows what it shows, as a page and for a terminal. */
export function mountExplanation(
  router: PatternRouter,
  { guard, shell, require, sources, variables }: ExplanationRoutesOptions,
): void {
  router.represent(routes.panelExplanation, {
    offers: ['page', 'text'],
    load: async ({ params, url, request, signal }) => {
      guard.require(request, 'read');
      const dashboard = require(params.slug);
      const panel = findPanel(dashboard, params.id);
      const view = viewIn(sources, dashboard, { request, url });
      const definition = { ...dashboard.definition, panels: [panel] };
      const { shown } = await resolveBoard(variables, { definition, view }, signal);
      return explainPanel(sources, shown[0]?.panel ?? panel, view, signal);
    },
    page: (explanation, { params }) =>
      htmlResponse(<ExplanationPage {...{ shell, explanation }} slug={params.slug} nowMs={sources.now()} />),
    text: (explanation, { request, url, canShowAnsi }) => {
      const style = terminalText(canShowAnsi, columnsOf(url));
      const { now, timeZone } = forAddress(sources, { request, url });
      const lines = explanationText(explanation, now(), style);
      const title = `Why “${explanation.definition.title}” shows this`;
      return textResponse(textPage({ title, nowMs: now(), timeZone, lines }, style));
    },
  });
}
