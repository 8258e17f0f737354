import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import { createRandom } from '../../testing/random.ts';
import { rounds } from '../../testing/rounds.ts';
import type { Handler, TckHost } from '../middleware.tck.ts';
import type { Middleware } from '../middleware.ts';
import { endless, fail, leave, streamOf } from './tck-handlers.ts';

/** E2: a thousand requests that end in every way. */
export function fateClaims(host: TckHost): readonly Claim[] {
  return [
    {
      name: 'E2 whatever happens, every entered middleware leaves once and ends once',
      run: () => checkRandomFates(host, rounds({ ci: 200, torture: 1000 })),
    },
  ];
}

const FATES = [
  'serve',
  'short',
  'replace',
  'throw',
  'throw-request',
  'throw-response',
  'throw-error',
  'break',
  'leave',
  'leave-midstream',
] as const;
const LAYERS = ['a', 'b', 'c'];

interface Plan {
  readonly id: string;
  readonly fate: (typeof FATES)[number];
  /** Name of the layer where it happens. */
  readonly at: string;
}

function planOf({ headers }: Request): Plan {
  const [id, fate, at] = headers.get('x-plan')!.split(' ') as [string, Plan['fate'], string];
  return { id, fate, at };
}

/** Requests with reproducible random fates at random layers, twenty at a time. */
async function checkRandomFates(host: TckHost, count: number): Promise<void> {
  const layers = LAYERS.map(name => countingLayer(name));
  const clients = new Map<string, AbortController>();
  const handler: Handler = async request => {
    const { id, fate } = planOf(request);
    if (fate === 'leave') await leave(clients.get(id)!, request.signal);
    if (fate === 'throw' || fate === 'throw-error') throw new Error(fate);
    if (fate === 'break') return new Response(streamOf(['part'], new Error(fate)));
    if (fate === 'leave-midstream') return new Response(endless('tick', () => {}));
    return new Response('served');
  };
  await using open = await host.open(
    layers.map(layer => layer.middleware),
    handler,
  );

  const send = async (id: string, fate: string, at: string) => {
    const client = new AbortController();
    clients.set(id, client);
    const over = layers[0]!.over(id);
    const init = { headers: { 'x-plan': `${id} ${fate} ${at}` }, signal: client.signal };
    const answer = open.fetch('/', init).then(async response => {
      const reader = response.body?.getReader();
      await reader?.read();
      if (fate === 'leave-midstream') client.abort();
      while (reader && !(await reader.read()).done);
    });
    // A broken body and a client that left reject; what counts is told by the hooks.
    await Promise.all([answer.catch(() => {}), over]);
  };

  const random = createRandom(20);
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  for (let i = 0; i < count; i += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, j) => send(String(i + j), pick(FATES), pick(LAYERS))));
  }
  for (const { middleware, counts } of layers) {
    assert.ok(counts.entered > count / 2, `${middleware.name} took part`);
    assert.deepEqual([counts.left, counts.ended], [counts.entered, counts.entered], middleware.name);
  }
}

function countingLayer(name: string) {
  const counts = { entered: 0, left: 0, ended: 0 };
  const waiting = new Map<string, () => void>();
  const isHere = (request: Request, ...fates: string[]) => {
    const { fate, at } = planOf(request);
    return at === name && fates.includes(fate);
  };
  const middleware: Middleware = {
    name,
    processRequest({ request }) {
      counts.entered++;
      if (isHere(request, 'throw-request')) fail(new Error('throw-request'))();
      return isHere(request, 'short') ? new Response('short') : undefined;
    },
    processError(_, { request }) {
      if (isHere(request, 'throw-error')) throw new Error('another');
    },
    processResponse(_, { request }) {
      counts.left++;
      if (isHere(request, 'throw-response')) throw new Error('throw-response');
      return isHere(request, 'replace') ? new Response('instead') : undefined;
    },
    processEnd(_, { request }) {
      counts.ended++;
      waiting.get(planOf(request).id)?.();
    },
  };
  const over = (id: string) => new Promise<void>(resolve => waiting.set(id, resolve));
  return { middleware, counts, over };
}
