import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { PatternRouter } from '../http/router.ts';
import type { Screens } from '../http/screens.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import { type HookOptions, mountHook } from './hook-routes.ts';
import type { Events } from './kept/events.ts';
import type { Notice } from './notices/notice.ts';
import { tellNotices } from './notices/tell-notices.ts';
import { type EventPagesOptions, mountEventPages } from './page-routes.tsx';
import { mountPublish } from './publish-routes.ts';
import { mountSubscribe } from './subscribe-routes.ts';
import { mountWebhookPages } from './webhook-routes.tsx';

export interface EventRoutesOptions extends Omit<EventPagesOptions, 'notices'>, Omit<HookOptions, 'events'> {
  readonly state: State;
  readonly audit: Audit;
  readonly events: Events;
  readonly screens: Screens;
  /** Aborted when the server stops. */
  readonly signal: AbortSignal;
}

/** Notices that are held for tabs that lag; older ones are worth nothing. */
const RING_NOTICES = 16;

/** Short messages: sending, reading as they come, webhooks, the page, and word of them on every open page. */
export function mountEvents(router: PatternRouter, options: EventRoutesOptions): void {
  const { screens, signal, onError } = options;
  const notices = createReactiveStream<Notice>({ capacity: RING_NOTICES });
  const tell = (notice: Notice) => {
    notices.emit(notice);
    screens.tell('notice', JSON.stringify(notice));
  };
  tellNotices(options.events, { tell, signal }).catch(onError);
  mountPublish(router, options);
  mountSubscribe(router, options);
  mountHook(router, options);
  mountEventPages(router, { ...options, notices });
  mountWebhookPages(router, options);
}
