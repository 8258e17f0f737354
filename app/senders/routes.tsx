import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { WriteToken } from '../auth/write-token.ts';
import type { History } from '../history/history.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { runScreen } from '../http/run-screen.ts';
import type { Screen } from '../http/screen.ts';
import { textOf } from '../http/text-feed.ts';
import { forAddress, forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { type FeedSources, startSendersFeed } from './feed.ts';
import { SendersContent, SendersPage, type SendersProps } from './page.tsx';
import { snippets } from './snippets.ts';
import type { SenderStore } from './store.ts';

export interface SendersRoutesOptions extends FeedSources {
  readonly senders: SenderStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly writeToken: WriteToken;
  readonly history: Pick<History, 'append'>;
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
  readonly onError: (error: unknown) => void;
}

/** Who sends, who was turned away and why, and how to send. For the owner: addresses and pieces of lines are nobody else's. */
export function mountSenders(router: PatternRouter, options: SendersRoutesOptions): void {
  const { guard, live, shell, writeToken, publicUrl, senders, onError } = options;
  const scene: Scene = {
    name: 'senders',
    start: () => runScreen(events => startSendersFeed(options, events), onError),
  };
  const propsOf = (screen: Screen, url: URL): SendersProps => ({
    screen,
    snippets: snippets((publicUrl ?? url).origin, writeToken.read() ?? 'TOKEN'),
    how: url.searchParams.get('how') ?? 'curl',
  });
  const stream = (request: Request) =>
    live.stream(request, () => {
      if (!hasRight(guard.identify(request), 'own')) throw new HttpError(404, 'Only the owner sees who sends.');
      return scene;
    });

  router.represent(routes.senders, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'own');
    },
    page: (_, { request, url }) =>
      live.draw(scene, screen => {
        const link = liveLink(forReader(options, request), routes.sendersLive.href({}, { cursor: screen.cursor }));
        return htmlResponse(<SendersPage shell={shell} live={link} {...propsOf(screen, url)} />);
      }),
    fragment: (_, { url }) =>
      live.draw(scene, screen => fragmentResponse(<SendersContent {...propsOf(screen, url)} />)),
    json: () =>
      Response.json(
        { senders: senders.senders(), turnedAway: senders.doors() },
        { headers: { 'Cache-Control': 'no-store' } },
      ),
    text: (_, ctx) => textOf(events => startSendersFeed(forAddress(options, ctx), events), ctx),
    events: (_, { request }) => stream(request),
  });

  router.represent(routes.sendersLive, {
    offers: ['events'],
    load: ({ request }) => request,
    events: request => stream(request),
  });

  router.on(routes.sendersTrial, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx) => {
        const kind = (await readForm(request, signal)).get('kind') ?? '';
        const send = TRIALS[kind];
        if (!send) throw new HttpError(422, `There is nothing to send of the kind “${kind}”.`);
        await send(options);
        return seeOther(routes.senders.href());
      }),
    },
  });
}

interface FormCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

type Trial = (options: SendersRoutesOptions) => Promise<void>;

/** What is sent for somebody who wants to see something arrive, by its kind. */
const TRIALS: Readonly<Record<string, Trial | undefined>> = {
  async reading({ history, senders, now }) {
    const reading = { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4, atMs: now() };
    const { refused } = await history.append([reading]);
    if (refused[0]) throw new HttpError(503, refused[0].reason);
    senders.took(
      { senderId: 'page', name: 'this page', protocol: 'reading', address: 'here', userAgent: '' },
      { accepted: 1, rejected: 0 },
    );
  },
};
