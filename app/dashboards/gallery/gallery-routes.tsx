import type { State } from '../../../db/state.ts';
import type { Audit } from '../../audit/store.ts';
import type { Guard } from '../../auth/guard.ts';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Live } from '../../http/live.ts';
import { liveLink } from '../../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { MAX_PANELS } from '../definition.ts';
import { nameOf } from '../edit/name-of.ts';
import { authorOf } from '../kept/author-of.ts';
import type { BoardSources } from '../live.ts';
import { requireDashboard } from '../require-dashboard.ts';
import type { DashboardStore } from '../store.ts';
import { addPanel } from './add-panel.ts';
import { GalleryPage } from './gallery-page.tsx';
import { galleryScene } from './gallery-scene.ts';
import { type GalleryView, KINDS_ID, readNextStep } from './gallery-view.ts';
import { isOnBoard } from './is-on-board.ts';
import { type ListSources, listSignals } from './list-signals.ts';
import { lookUpSignal, type SignalSources } from './look-up-signal.ts';
import { type Proposal, proposePanels } from './propose-panels.ts';
import { readSignal, type SignalAddress, writeSignal } from './signal-address.ts';
import { FoundSignals } from './signal-list.tsx';

export interface GalleryOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources & SignalSources & ListSources;
}

interface Asked {
  readonly params: { readonly slug: string };
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

const SEARCH_MAX_CHARS = 200;

/** Choosing what a new panel shows, and how. */
export function mountGallery(
  router: PatternRouter,
  { state, audit, store, guard, live, shell, sources }: GalleryOptions,
): void {
  const require = (slug: string) => requireDashboard(store, slug);
  const propose = async (address: SignalAddress | undefined, signal: AbortSignal): Promise<readonly Proposal[]> => {
    const chosen = address && (await lookUpSignal(sources, address, signal));
    return chosen ? proposePanels(chosen) : [];
  };

  const viewOf = async ({ params: { slug }, url: { searchParams }, signal }: Asked): Promise<GalleryView> => {
    const { definition } = require(slug);
    const search = (searchParams.get('q') ?? '').trim().slice(0, SEARCH_MAX_CHARS);
    const listed = await listSignals(sources, search, signal);
    const isShown = isOnBoard(definition);
    const chosen = readSignal(searchParams.get('show')) ?? listed.find(one => !isShown(one)) ?? listed[0];
    const proposals = await propose(chosen, signal);
    const next = readNextStep(searchParams.get('next'));
    const { title, panels } = definition;
    return { slug, title, panels, listed, chosen, proposals, search, next, isShown, nowMs: sources.now() };
  };

  const drawPage = async (view: GalleryView, url: URL): Promise<Response> => {
    const { slug, chosen, proposals } = view;
    const added = require(slug).definition.panels.find(({ id }) => id === url.searchParams.get('added'));
    if (!chosen || proposals.length === 0)
      return htmlResponse(<GalleryPage {...{ shell, view, added }} live={liveLink(sources)} htmlOf={() => ''} />);
    return live.draw(galleryScene(sources, chosen, proposals), screen => {
      const href = routes.panelGalleryLive.href({ slug }, { show: writeSignal(chosen), cursor: screen.cursor });
      return htmlResponse(
        <GalleryPage {...{ shell, view, added }} live={liveLink(sources, href)} htmlOf={id => screen.html(id)} />,
      );
    });
  };

  router.represent(routes.panelGallery, {
    offers: ['page', 'fragment'],
    load: (ctx: Asked) => {
      guard.require(ctx.request, 'own');
      return viewOf(ctx);
    },
    page: (view, { url }) => drawPage(view, url),
    fragment: view => fragmentResponse(<FoundSignals {...view} />),
  });

  router.represent(routes.panelGalleryLive, {
    offers: ['events'],
    load: (ctx: Asked) => async () => {
      const chosen = readSignal(ctx.url.searchParams.get('show'));
      const proposals = await propose(chosen, ctx.signal);
      if (!chosen || proposals.length === 0) throw new HttpError(404, 'There is nothing to show. Choose a signal.');
      return galleryScene(sources, chosen, proposals);
    },
    events: (scene, { request }) => live.stream(request, scene),
  });

  router.on(routes.panels, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params: { slug }, request, signal }: Asked, who) => {
        const form = await readForm(request, signal);
        const proposals = await propose(readSignal(form.get('show')), signal);
        const proposal = proposals.find(({ panel }) => panel.kind === form.get('kind'));
        if (!proposal)
          throw new HttpError(422, 'That kind of panel cannot show this. Choose one that the gallery shows.');
        const made = await state.transactional.batch(() => {
          const added = addPanel(store, slug, proposal.panel, authorOf(who));
          if (added.kind !== 'added') return added;
          const detail = `Added ${nameOf(added.panel)}.`;
          audit.note({ who: audit.by(request), action: 'dashboard changed', subject: slug, detail });
          return added;
        });
        if (made.kind === 'gone') throw new HttpError(404, `There is no dashboard "${slug}" any more.`);
        if (made.kind === 'full')
          throw new HttpError(422, `A dashboard may have ${MAX_PANELS} panels: take one away first.`);
        return seeOther(afterAdding(slug, made.panel.id, form.get('next')));
      }),
    },
  });
}

function afterAdding(slug: string, id: string, then: string | null): string {
  const step = readNextStep(then);
  if (step === 'form') return routes.panelEdit.href({ slug, id });
  if (step === 'more') return `${routes.panelGallery.href({ slug }, { added: id, next: step })}#${KINDS_ID}`;
  return `${routes.dashboard.href({ slug })}#panel-${id}`;
}
