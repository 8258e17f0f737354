import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cursor } from '../../stream/buffer.ts';
import { compose, type Middleware, type Outcome } from '../middleware.ts';
import type { Screen } from '../screen.ts';
import { createScreens, type Hold } from '../screens.ts';
import { serveScreen } from '../serve-screen.ts';
import { createStreamGate, type Farewell, type Ticket } from '../stream-gate.ts';
import { openGzipClient } from './gzip-client.ts';
import { openHono } from './hosts.ts';
import { type QuietScreen, quietScreen } from './quiet-screen.ts';
import { openRaw } from './raw-client.ts';
import type { SeenEvent } from './read-events.ts';

export interface StageOptions {
  readonly text?: string;
  /** The ticket is ended with it before the stream begins. */
  readonly farewell?: Farewell;
  /** The screen that viewers join in the place of the real one. */
  readonly wrap?: (quiet: QuietScreen) => Screen;
  readonly before?: (request: Request) => Promise<void>;
}

/** A real server whose every path is the stream of one screen. */
export async function openStage(t: TestContext, { text, farewell, wrap, before }: StageOptions = {}) {
  const parts = createParts(text);
  const ended = Promise.withResolvers<Outcome>();
  const hook: Middleware = {
    name: 'hook',
    processResponse: ({ headers }) => headers.set('X-Hook', 'ran'),
    processEnd: outcome => ended.resolve(outcome),
  };
  const served = { count: 0 };
  const host = await openHono(compose(hook), async request => {
    const { hold, ticket } = await parts.enter(wrap);
    if (farewell) parts.gate.end(() => true, farewell);
    await before?.(request);
    served.count++;
    return serveScreen(request, hold, ticket);
  });
  t.after(() => host[Symbol.asyncDispose]());
  const open = (path: string, headers: readonly string[] = [], method = 'GET') =>
    openRaw(host.url, path, headers, method);
  const openGzip = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    openGzipClient(host.url + path, headers);
  return { ...parts, served, open, openGzip, ended: ended.promise };
}

/** One viewer's hold and ticket, without a server. */
export async function openParts() {
  const parts = createParts();
  return { ...parts, ...(await parts.enter()) };
}

/** A gate and a screen that tell when everything was given back. */
function createParts(text = '') {
  const gate = createStreamGate({ total: 1000, perUser: 1000, perAddress: 1000 });
  const screens = createScreens();
  const quiet = quietScreen(text);
  const cursors: Cursor[] = [];
  let held = 0;

  const enter = async (wrap = ({ screen }: QuietScreen) => screen): Promise<{ hold: Hold; ticket: Ticket }> => {
    const ticket = gate.enter({ user: 'person 1', address: '127.0.0.1' }, 'page');
    assert.ok(!('refusal' in ticket));
    const inner = await screens.hold('quiet', quiet.start);
    held++;
    const screen = wrap(quiet);
    const join = (id: string | undefined) => {
      const viewing = screen.join(id);
      cursors.push(viewing.cursor);
      return viewing;
    };
    const hold = {
      screen: { ...screen, join },
      fresh: inner.fresh,
      [Symbol.dispose]() {
        held--;
        inner[Symbol.dispose]();
      },
    };
    return { hold, ticket };
  };

  /** Resolves when no hold and no ticket is out. */
  const isFree = async () => {
    while (held > 0 || gate.open > 0) await nextTurn();
    assert.equal(held, 0);
  };
  return { gate, quiet, cursors, enter, isFree };
}

/** `beat`, the name of an event; of a message the text that it shows, with `area` before it where that is replaced. */
export function kindOf({ event, data }: SeenEvent): string {
  if (event !== 'message') return event;
  const [, target, text] = /hx-target="#(\w+)".*<p id="text">(.*?)<\/p>/s.exec(data)!;
  return target === 'area' ? `area ${text}` : text!;
}
