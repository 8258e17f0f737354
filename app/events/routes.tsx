import type { PatternRouter } from '../http/router.ts';
import type { Events } from './kept/events.ts';
import { mountPublish, type PublishOptions } from './publish-routes.ts';
import { mountSubscribe, type SubscribeOptions } from './subscribe-routes.ts';

export type EventRoutesOptions = PublishOptions & SubscribeOptions & { readonly events: Events };

/** Short messages: sending, reading as they come, and the page. */
export function mountEvents(router: PatternRouter, options: EventRoutesOptions): void {
  mountPublish(router, options);
  mountSubscribe(router, options);
}
