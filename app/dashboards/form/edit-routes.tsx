import { randomBytes } from 'node:crypto';
import type { Identity } from '../../auth/identity.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import { nameOf } from '../edit/name-of.ts';
import type { GalleryOptions } from '../gallery/gallery-routes.tsx';
import { authorOf } from '../kept/author-of.ts';
import { requireDashboard } from '../require-dashboard.ts';
import type { Dashboard } from '../store.ts';
import { asLeft } from './as-left.ts';
import { mountChoices } from './choices-route.tsx';
import { createEditDrawing, type EditDrawingOptions, type EditState } from './edit-drawing.tsx';
import { editScene } from './edit-scene.ts';
import type { Standing } from './edit-view.ts';
import { createEditors, panelDigest } from './editors.ts';
import { type Kept, keepPanel } from './keep-panel.ts';
import { panelOn } from './panel-on.ts';
import { readPanelForm } from './read-panel-form.ts';
import { WHOLE_PANEL } from './say-problems.ts';
import { blankPanel, readSubmission, type Submission } from './submission.ts';
import { viewOrUsual } from './view-or-usual.ts';
import { writeFields } from './write-fields.ts';

interface Asked {
  readonly params: { readonly slug: string; readonly id: string };
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

/** The form of one panel: seen, and sent as one goes. */
export function mountPanelForm(router: PatternRouter, options: GalleryOptions & EditDrawingOptions): void {
  const { state, audit, store, guard, live, sources } = options;
  const drawing = createEditDrawing(options);
  const editors = createEditors();
  mountChoices(router, options);

  const requireBoard = (slug: string) => requireDashboard(store, slug);
  const requirePanel = (board: Dashboard, id: string): PanelDefinition => {
    const panel = panelOn(board, id);
    if (!panel) throw new HttpError(404, `"${board.definition.title}" has no panel "${id}". Choose one on its page.`);
    return panel;
  };

  const keep = (
    asked: Asked,
    who: Identity,
    panel: PanelDefinition,
    { act, answer, editor }: Submission,
    base: PanelDefinition,
  ): Promise<Kept> =>
    state.transactional.batch(() => {
      const { slug } = asked.params;
      const kept = keepPanel(store, {
        ...{ slug, panel: asLeft(panel, base), base, answer },
        ...{ restores: act === 'restore', author: authorOf(who), editor },
      });
      const detail = `Changed ${nameOf(panel)}.`;
      if (kept.kind === 'saved')
        audit.note({ who: audit.by(asked.request), action: 'dashboard changed', subject: slug, detail });
      return kept;
    });

  /** Keeps what was sent, if it can be, and gives what is to be drawn. */
  const take = async (asked: Asked, who: Identity, sent: Submission): Promise<EditState & { kept: Outcome }> => {
    const { slug, id } = asked.params;
    const known = panelOn(requireBoard(slug), id);
    const { panel, problems = new Map() } = readPanelForm(sent.fields, known ?? blankPanel(id, sent));
    const base = editors.baseOf(sent.editor, sent.base ?? known ?? blankPanel(id, sent));
    const kept: Outcome = panel ? await keep(asked, who, panel, sent, base) : { kind: known ? 'refused' : 'gone' };
    const turn = sent.turn + (sent.changesRows ? 1 : 0);
    const told = 'base' in kept ? kept.base : base;
    editors.note(sent.editor, { sent: isKept(kept) ? panel : undefined, told, turn });
    const now = 'panel' in kept ? kept.panel : (panel ?? known ?? blankPanel(id, sent));
    // What somebody else has changed stands in the form, too.
    const isSame = panel === undefined || panelDigest(now) === panelDigest(asLeft(panel, base));
    const fields = isSame ? sent.fields : writeFields(now);
    return {
      ...{ kept, fields, problems, standing: standingOf(kept, problems), editor: sent.editor, turn },
      ...{ panel: now, base: told },
    };
  };

  router.on(routes.panelEdit, {
    GET: {
      offers: ['page'],
      handler: guard.own((ctx: Asked) => {
        const board = requireBoard(ctx.params.slug);
        const panel = requirePanel(board, ctx.params.id);
        const standing: Standing = { kind: ctx.url.searchParams.has('saved') ? 'saved' : 'kept' };
        const editor = randomBytes(9).toString('base64url');
        const drawn = { panel, standing, base: panel, editor, turn: 0 };
        return drawing.page(board, { ...drawn, fields: writeFields(panel), problems: new Map() }, ctx);
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async (ctx: Asked, who) => {
        const { request, signal, params } = ctx;
        const sent = readSubmission(await readForm(request, signal));
        const isPart = request.headers.has('hx-request');
        // It was on its way when a button changed the rows, and says nothing that was not said with that.
        if (isPart && sent.turn < editors.turnOf(sent.editor)) return new Response(null, { status: 204 });
        const { kept, ...drawn } = await take(ctx, who, sent);
        const board = requireBoard(params.slug);
        const { query } = viewOrUsual(board, ctx, sources);
        if (isKept(kept) && sent.act === 'done')
          return leave(`${routes.dashboard.href(params, query)}#panel-${params.id}`, isPart);
        if (isKept(kept) && !isPart && !sent.changesRows)
          return seeOther(routes.panelEdit.href(params, { ...query, saved: 1 }));
        return isPart
          ? drawing.parts(board, drawn, ctx)
          : drawing.page(board, drawn, { ...ctx, status: STATUS[kept.kind] });
      }),
    },
  });

  router.represent(routes.panelEditLive, {
    offers: ['events'],
    load:
      ({ params: { slug, id }, ...asked }) =>
      () => {
        const board = requireBoard(slug);
        return editScene(options, board, requirePanel(board, id), viewOrUsual(board, asked, sources));
      },
    events: (scene, { request }) => live.stream(request, scene),
  });
}

type Outcome = Kept | { readonly kind: 'refused' };

const STATUS = { saved: 200, kept: 200, refused: 422, changed: 409, gone: 409 } as const;

const isKept = ({ kind }: Outcome) => kind === 'saved' || kind === 'kept';

function standingOf(kept: Outcome, problems: ReadonlyMap<string, string>): Standing {
  const { kind } = kept;
  if (kind === 'refused') return { kind, problems: problems.size, whole: problems.get(WHOLE_PANEL) };
  return kind === 'changed' ? { kind, clashes: kept.clashes } : { kind };
}

/** Scripts are led by a header: they would follow a redirect without the page. */
function leave(href: string, isPart: boolean): Response {
  return isPart ? new Response('', { headers: { 'HX-Redirect': href, 'Cache-Control': 'no-store' } }) : seeOther(href);
}
