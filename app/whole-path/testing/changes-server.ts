/**
 * The five techniques composed as the product composes them, over the one thing that it numbers for ever: the changes of
 * the outbox. `POST /changes` writes one and answers with its number after the commit, `GET /changes` streams them by id.
 * A process of its own, because it is killed: from outside, or by itself at the moment that a request names.
 *
 *     node --import ./load-typescript.js changes-server.ts <state.db>    tells its port to its parent
 */
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Change } from '../../../db/outbox.ts';
import { fact } from '../../../db/schema.ts';
import { openState } from '../../../db/state.ts';
import { toHono } from '../../http/adapters/hono.ts';
import { encodeEvent } from '../../http/encode-event.ts';
import { compose } from '../../http/middleware.ts';
import { nodeOutgoing } from '../../http/node-outgoing.ts';
import { responseTime } from '../../http/performance.ts';
import { createRouter } from '../../http/router.ts';
import { createStreamBuffer } from '../../stream/buffer.ts';
import { parseEventId } from '../../stream/event-id.ts';
import { pumpToNode } from '../../stream/pump-to-node.ts';
import type { EventItem, Item } from '../../stream/reactive.ts';
import { changesRoute, type Moment } from './changes-route.ts';

const state = openState(process.argv[2]!, Date.now);
const { changes } = state.outbox;
/** Small, so that who comes back has to begin in the table and is handed over to the shared bytes. */
const buffer = createStreamBuffer({
  segmentBytes: 1024,
  retainBytes: 4096,
  maxPinnedBytes: 16_384,
  firstSeq: changes.head + 1,
});

async function shareBytes(): Promise<void> {
  for await (const item of changes) buffer.append(encode(requireEvent(item)));
}

function write(key: string, dieAt: Moment | undefined): Promise<number> {
  return state.transactional.batch(scope => {
    const dieIf = (moment: Moment) => moment === dieAt && die();
    scope.onCommit(() => dieIf('committed')); // in the order of registration: before the change is told
    state.db.insert(fact).values({ name: key, value: 'written' }).run();
    state.outbox.announce('fact', key);
    scope.onCommit(() => dieIf('told'));
    dieIf('written');
    if (dieAt === 'never, but fail') throw new Error('rolled back, as asked for');
    return state.database.prepare<{ seq: number }>('select max(seq) as seq from outbox').get()!.seq;
  });
}

/** Nothing of this process runs after it. */
function die(): never {
  for (;;) process.kill(process.pid, 'SIGKILL');
}

/** What the viewer missed, from the table; then the bytes that all viewers share. */
async function stream(outgoing: ServerResponse, lastId: string | null): Promise<void> {
  outgoing.shouldKeepAlive = false;
  outgoing.useChunkedEncodingByDefault = false;
  outgoing.writeHead(200, { 'Content-Type': 'text/event-stream' });
  outgoing.flushHeaders(); // who waits for an answer gets one, also where nothing was missed
  const known = parseEventId(lastId ?? '');
  let seq = known?.epoch === changes.epoch ? known.seq : 0;
  const missed = changes.subscribe({ from: { afterId: `${changes.epoch}-${seq}` } });
  while (seq + 1 < buffer.firstSeq) {
    const items = (await missed.nextBatch()).map(requireEvent);
    if (!(await writeAll(outgoing, items))) return;
    seq = items.at(-1)!.seq;
  }
  await missed.return();
  await pumpToNode(buffer.cursor({ after: seq }), outgoing, { onGap: cutOff });
}

/** A viewer that was overtaken by the shared bytes comes back with its id and finds the rest in the table. */
function cutOff(): never {
  throw new Error('overtaken');
}

async function writeAll(outgoing: ServerResponse, items: readonly EventItem<Change>[]): Promise<boolean> {
  const text = items.map(encode).join('');
  const sizeBytes = Buffer.byteLength(text);
  const own = createStreamBuffer({ segmentBytes: sizeBytes, retainBytes: sizeBytes, maxPinnedBytes: 0 });
  own.append(text);
  own.seal();
  const { reason } = await pumpToNode(own.cursor('oldest'), outgoing, { endResponse: false });
  return reason === 'end';
}

const encode = ({ id, value }: EventItem<Change>) => encodeEvent({ id, data: value.key });

function requireEvent(item: Item<Change>): EventItem<Change> {
  if (item.kind === 'event') return item;
  throw new Error(`A change was lost: ${JSON.stringify(item)}`);
}

const router = createRouter()
  .on(changesRoute, {
    POST: async ({ request, url }) => {
      const moment = url.searchParams.get('die') as Moment | null;
      return Response.json({ seq: await write(await request.text(), moment ?? undefined) });
    },
  })
  .represent(changesRoute, {
    load: () => undefined,
    offers: ['events'],
    events: (_model, { request }) => {
      const outgoing = nodeOutgoing(request)!;
      stream(outgoing, request.headers.get('last-event-id')).catch(() => outgoing.destroy());
      return RESPONSE_ALREADY_SENT;
    },
  });

const app = new Hono();
app.use(toHono(compose(responseTime())));
app.onError((error, c) => c.text(error.message, 500));
app.all('*', c => router.fetch(c.req.raw));
shareBytes().catch(error => {
  throw error;
});
const server = createAdaptorServer({ fetch: app.fetch }) as Server;
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
