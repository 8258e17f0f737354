import type { Priority } from '../kept/event.ts';

/** What a webhook has to say, before it is fitted to what an event may hold. */
export interface HookEvent {
  readonly title: string;
  readonly message: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly click?: string | undefined;
  /** Of the same thing at another time: the later one replaces the earlier one. */
  readonly sequence?: string | undefined;
}

/** Names in lower case. */
export type HookHeaders = Readonly<Record<string, string>>;

/** A program whose webhooks are understood as they are. */
export interface WebhookSource {
  readonly name: string;
  recognises(body: unknown, headers: HookHeaders): boolean;
  read(body: unknown, headers: HookHeaders): readonly HookEvent[];
}
