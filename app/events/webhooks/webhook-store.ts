import { eq } from '../../../db/drizzle.ts';
import { webhook } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import { Mapping } from './mapping.ts';

/** How the webhook of a topic is read. */
export interface Webhook {
  readonly topic: string;
  /** Undefined: nobody proves anything beside the token. */
  readonly secret: string | undefined;
  /** Undefined: as its source is known. */
  readonly mapping: Mapping | undefined;
}

export type WebhookStore = ReturnType<typeof createWebhookStore>;

/** Topics whose webhooks can be set up. */
export const MAX_WEBHOOKS = 200;
export const SECRET_MAX_CHARS = 200;

/** What people set up for webhooks. All of it is held in memory. Write inside a transaction. */
export function createWebhookStore({ db, transactional }: State, now: () => number) {
  const read = (): Map<string, Webhook> =>
    new Map(
      db
        .select()
        .from(webhook)
        .all()
        .map(({ topic, secret, mapping }) => [
          topic,
          {
            topic,
            secret: secret ?? undefined,
            mapping: mapping === null ? undefined : Mapping.parse(JSON.parse(mapping)),
          },
        ]),
    );
  const known = read();
  const afterCommit = (change: () => void) => transactional.current()!.onCommit(change);

  return {
    of: (topic: string): Webhook | undefined => known.get(topic),
    list: (): readonly Webhook[] => [...known.values()].toSorted((a, b) => (a.topic < b.topic ? -1 : 1)),
    /** False: there are too many. */
    put(one: Webhook): boolean {
      if (!known.has(one.topic) && known.size >= MAX_WEBHOOKS) return false;
      const row = {
        secret: one.secret ?? null,
        mapping: one.mapping ? JSON.stringify(one.mapping) : null,
        updatedMs: now(),
      };
      db.insert(webhook)
        .values({ topic: one.topic, ...row })
        .onConflictDoUpdate({ target: webhook.topic, set: row })
        .run();
      afterCommit(() => known.set(one.topic, one));
      return true;
    },
    remove(topic: string): void {
      db.delete(webhook).where(eq(webhook.topic, topic)).run();
      afterCommit(() => known.delete(topic));
    },
  };
}
