import { z } from 'zod';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { htmlResponse, Page, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import type { DashboardDefinition } from '../definition.ts';
import { authorOf } from '../kept/author-of.ts';
import { requireDashboard } from '../require-dashboard.ts';
import { type Dashboard, type DashboardStore, MAX_DASHBOARDS } from '../store.ts';

export interface NewRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly shell: PageShell;
}

const MAX_TITLE = 200;
const NewBoard = z.object({ title: z.string().trim().min(1).max(MAX_TITLE) });

/** A dashboard that begins empty, and one that begins as another one is. */
export function mountNew(router: PatternRouter, { state, audit, store, guard, shell }: NewRoutesOptions): void {
  const { batch } = state.transactional;
  const lead = (made: Dashboard | undefined): Response => {
    if (!made)
      throw new HttpError(409, `There are ${MAX_DASHBOARDS} dashboards, which is the limit. Delete one first.`);
    return seeOther(routes.dashboardEdit.href({ slug: made.slug }));
  };

  const make = (request: Request, who: Identity, definitionOf: () => DashboardDefinition) =>
    batch(() => {
      const definition = definitionOf();
      const made = store.create(definition, undefined, authorOf(who));
      const detail = definition.title;
      if (made) audit.note({ who: audit.by(request), action: 'dashboard made', subject: made.slug, detail });
      return made;
    });

  const page = (error?: string, status = 200): Response =>
    htmlResponse(
      <Page shell={shell} title="New dashboard" room="home">
        <Sheet id="new" title="A dashboard of your own">
          <form class="stack" method="post" action={routes.dashboardNew.href()}>
            <Field
              id="new-title"
              name="title"
              label="Title"
              error={error}
              attributes={{ required: true, maxlength: MAX_TITLE }}
            />
            <Button look="solid">Make it</Button>
          </form>
        </Sheet>
      </Page>,
      status,
    );

  router.on(routes.dashboardNew, {
    GET: { offers: ['page'], handler: guard.own(() => page()) },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }, who) => {
        const parsed = NewBoard.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success) return page(`Write a title of 1 to ${MAX_TITLE} characters.`, 422);
        const definition = { title: parsed.data.title, panels: [] };
        return lead(await make(request, who, () => definition));
      }),
    },
  });

  router.on(routes.dashboardCopy, {
    POST: guard.own(async ({ params, request }, who) => {
      const copy = () => {
        const { definition } = requireDashboard(store, params.slug);
        return { ...definition, title: `${definition.title} (copy)`.slice(0, MAX_TITLE) };
      };
      return lead(await make(request, who, copy));
    }),
  });
}
