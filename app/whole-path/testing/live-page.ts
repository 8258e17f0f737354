import assert from 'node:assert/strict';
import { parseEventId } from '../../stream/event-id.ts';
import type { SseClient } from './sse-client.ts';
import { elementOf, swapPartials } from './swap-partials.ts';
import type { SeenPage, Visitor } from './visitor.ts';

/** A page that is held up to date by its stream, as htmx does it. */
export interface LivePage extends Disposable {
  readonly client: SseClient;
  /** Opens the stream, or opens it again after the last event that was swapped in. The network may fail after some bytes. */
  connect(cutAfterBytes?: number): void;
  /**
   * Draws the page anew, follows the stream to the same cursor, and compares area by area. Every event in between must
   * come once: ids grow by one, but for a snapshot, which brings everything at once. Gives the snapshots seen.
   */
  expectSameAsFresh(): Promise<number>;
}

export interface LivePageOptions {
  /** Is given the page after each event. */
  readonly onSwap?: (html: string) => void;
  readonly isGzip?: boolean;
}

/** `areas` are the ids of what the stream keeps up to date on that page. */
export async function openLivePage(
  visitor: Visitor,
  path: string,
  areas: readonly string[],
  options: LivePageOptions = {},
): Promise<LivePage> {
  return follow(visitor, path, areas, await visitor.visit(path), options);
}

function follow(
  visitor: Visitor,
  path: string,
  areas: readonly string[],
  page: SeenPage,
  { onSwap = () => {}, isGzip = false }: LivePageOptions,
): LivePage {
  let { html, cursor } = page;
  let client: SseClient;
  let taken = 0;

  /** Swaps in what came, up to the event with that id or to the end. */
  const swapUpTo = (id: string): number => {
    let snapshots = 0;
    while (taken < client.events.length && cursor !== id) {
      const event = client.events[taken++]!;
      if (event.id === '' || event.event === 'restart') continue; // the greeting beat, and the last word
      if (isNext(event.id, cursor)) {
        if (event.event === 'message') html = swapPartials(html, event.data);
      } else {
        for (const area of areas) assert.ok(event.data.includes(`hx-target="#${area}"`), `${cursor}, then ${event.id}`);
        html = swapPartials(html, event.data);
        snapshots++;
      }
      cursor = event.id;
      onSwap(html);
    }
    return snapshots;
  };

  return {
    get client() {
      return client;
    },
    connect(cutAfterBytes) {
      if (client) swapUpTo('');
      // As hx-sse: the address of the first time, and the id of the last event if there was one.
      const cut = cutAfterBytes === undefined ? {} : { cutAfterBytes };
      client = visitor.stream(page.streamPath, client ? cursor : undefined, { isGzip, ...cut });
      taken = 0;
    },
    async expectSameAsFresh() {
      let fresh = await visitor.visit(path);
      let snapshots = 0;
      const follow = () =>
        client.until(() => {
          snapshots += swapUpTo(fresh.cursor);
          return cursor === fresh.cursor || isBeyond(cursor, fresh.cursor);
        });
      await follow();
      // A snapshot that was taken after that page was drawn leads past it.
      while (cursor !== fresh.cursor) {
        fresh = await visitor.visit(path);
        await follow();
      }
      for (const area of areas) assert.equal(elementOf(html, area), elementOf(fresh.html, area), `#${area} of ${path}`);
      return snapshots;
    },
    [Symbol.dispose]: () => client?.socket.destroy(),
  };
}

function isNext(id: string, cursor: string): boolean {
  const [one, other] = [parseEventId(id)!, parseEventId(cursor)!];
  return one.epoch === other.epoch && one.seq === other.seq + 1;
}

function isBeyond(id: string, cursor: string): boolean {
  const [one, other] = [parseEventId(id)!, parseEventId(cursor)!];
  return one.epoch === other.epoch && one.seq > other.seq;
}
