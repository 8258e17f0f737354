import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { DashboardDefinition } from '../definition.ts';
import { authorOf } from '../kept/author-of.ts';
import { DEFAULT_RANGE } from '../range.ts';
import type { Dashboard, DashboardStore } from '../store.ts';
import { type ResolveSources, resolveVariables } from '../variables/resolve-variables.ts';
import { timeScope } from '../variables/time-scope.ts';
import { Variable } from '../variables/variable.ts';
import { type Draft, draftOf, variableOf } from './draft.ts';
import { readDrafts } from './read-drafts.ts';
import { VariablesPage } from './variables-page.tsx';

export interface VariablesRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly sources: ResolveSources;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
}

/** What a dashboard can be looked at for, to be changed by who may. */
export function mountVariables(router: PatternRouter, options: VariablesRoutesOptions): void {
  const { state, audit, store, guard, shell, sources, require } = options;

  const page = async (dashboard: Dashboard, drafts: readonly Draft[], signal: AbortSignal, isSent: boolean) => {
    const looked = drafts.map(draft => Variable.safeParse(variableOf(draft)));
    const variables = looked.flatMap(({ data }) => data ?? []);
    const { spanMs, stepMs } = DEFAULT_RANGE;
    const resolved = await resolveVariables(sources, variables, new Map(), timeScope(spanMs, stepMs), signal);
    const offered = new Map(resolved.map(one => [one.variable.name, one]));
    const problems = new Map(
      looked.flatMap(({ error }, at) => (error ? [[at, error.issues.map(sayIssue).join('. ')] as const] : [])),
    );
    for (const [at, { name }] of drafts.entries())
      if (drafts.slice(0, at).some(other => other.name.trim() === name.trim()))
        problems.set(at, `There is a variable $${name} already: take another name.`);
    return htmlResponse(
      <VariablesPage {...{ shell, dashboard, drafts, offered, problems }} />,
      isSent && problems.size > 0 ? 422 : 200,
    );
  };

  router.on(routes.dashboardVariables, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params, signal }) => {
        const dashboard = require(params.slug);
        return page(dashboard, (dashboard.definition.variables ?? []).map(draftOf), signal, false);
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params, request, signal }, who) => {
        const { drafts, act } = readDrafts(await readForm(request, signal));
        const dashboard = require(params.slug);
        const checked = DashboardDefinition.shape.variables.safeParse(drafts.map(variableOf));
        if (act === 'preview' || !checked.success) return page(dashboard, drafts, signal, true);
        const variables = checked.data ?? [];
        const kept = await state.transactional.batch(() => {
          const next = ({ variables: _, ...rest }: DashboardDefinition) =>
            ({ ...rest, ...(variables.length > 0 && { variables }) }) satisfies DashboardDefinition;
          const by = { author: authorOf(who), words: 'Changed the variables' };
          const edited = store.edit(params.slug, next, by);
          const entry = { action: 'dashboard changed', subject: params.slug, detail: 'its variables' } as const;
          if (edited) audit.note({ who: audit.by(request), ...entry });
          return edited;
        });
        if (!kept) throw new HttpError(404, 'This dashboard was deleted meanwhile.');
        return seeOther(routes.dashboard.href(params));
      }),
    },
  });
}

function sayIssue({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const [field] = path;
  const where = field === 'query' || field === 'values' ? 'Offers: ' : field === 'value' ? 'At first: ' : '';
  return where + message;
}
