import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import { MAX_PANELS, QUERY_PANEL_KINDS } from '../../dashboards/definition.ts';
import { authorOf } from '../../dashboards/kept/author-of.ts';
import type { Author } from '../../dashboards/kept/edit-by.ts';
import { type DashboardStore, MAX_DASHBOARDS } from '../../dashboards/store.ts';
import type { NewPanel } from '../../dashboards/with-panel.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { oneLine } from '../../promql/format/one-line.ts';
import { liveProblem } from '../../promql/live/live-problem.ts';
import { routes } from '../../routes.ts';

export interface PanelRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly dashboards: DashboardStore;
  readonly guard: Guard;
}

/** A query kept as a panel of a dashboard, which is shown next. */
export function mountQueryPanel(router: PatternRouter, { state, audit, dashboards, guard }: PanelRoutesOptions): void {
  const add = (slug: string, panel: NewPanel, author: Author): string => {
    const changed = dashboards.addPanel(slug, panel, author);
    if (changed) return slug;
    throw dashboards.find(slug)
      ? new HttpError(422, `A dashboard may have ${MAX_PANELS} panels: choose another one, or a new one.`)
      : new HttpError(404, `There is no dashboard "${slug}" any more. Choose another one, or a new one.`);
  };
  const create = (panel: NewPanel, author: Author): string => {
    const made = dashboards.create({ title: panel.title, panels: [] }, undefined, author);
    if (made) return add(made.slug, panel, author);
    throw new HttpError(422, `There are ${MAX_DASHBOARDS} dashboards, as many as may be: choose one of them.`);
  };

  router.on(routes.queryPanel, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: { request: Request; signal: AbortSignal }, who) => {
        const form = await readForm(request, signal);
        const panel = readPanel(form);
        const chosen = form.get('dashboard') ?? '';
        const slug = await state.transactional.batch(() => {
          const isNew = chosen === '';
          const subject = isNew ? create(panel, authorOf(who)) : add(chosen, panel, authorOf(who));
          const action = isNew ? 'dashboard made' : 'dashboard changed';
          audit.note({ who: audit.by(request), action, subject, detail: `with the panel ${panel.title}` });
          return subject;
        });
        return seeOther(routes.dashboard.href({ slug }));
      }),
    },
  });
}

function readPanel(form: URLSearchParams): NewPanel {
  const [expr, title] = ['q', 'title'].map(name => oneLine(form.get(name) ?? '')) as [string, string];
  const kind = QUERY_PANEL_KINDS.find(one => one === form.get('kind'));
  const problem = liveProblem(expr);
  if (problem !== undefined) throw new HttpError(422, problem);
  if (title === '' || title.length > 200) throw new HttpError(422, 'A panel needs a title of at most 200 characters.');
  if (!kind) throw new HttpError(422, `A panel of a query is one of ${QUERY_PANEL_KINDS.join(', ')}.`);
  return { kind, title, expr };
}
