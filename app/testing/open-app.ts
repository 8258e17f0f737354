import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import type { Scope } from '../auth/identity.ts';
import { parseConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createWebServer } from '../http/create-web-server.ts';
import { KeptCertificate } from '../http/tls/kept-certificate.ts';
import { createServerLog } from '../logs/server-log.ts';
import { routes } from '../routes.ts';
import { openDeps } from '../start/open-deps.ts';

/** A moment on every grid that the tests use. */
export const NOON_MS = Date.UTC(2026, 5, 1, 12);

/** A request as somebody makes it. */
export interface AppRequest extends RequestInit {
  /** Who asks: the signed-in owner's browser, or a token. Default: nobody. */
  readonly as?: 'owner' | Scope;
  readonly accept?: string;
  /** Posts these fields as a page's form does. */
  readonly form?: Readonly<Record<string, string>>;
}

/** The real application over real stores in a folder of its own, with a clock that stands still until it is moved. */
export interface OpenApp {
  readonly deps: Deps;
  nowMs: number;
  /** Asks as `app.request` does: without a network, so without an address. */
  fetch(path: string, request?: AppRequest): Promise<Response>;
  /** Starts a real server on a free port of 127.0.0.1, with TLS where `env` says so, and gives its origin. */
  listen(): Promise<string>;
  /** What `listen` started. */
  readonly servers: readonly Server[];
  /** Headers that say who asks. */
  headersOf(who: AppRequest['as']): Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<Scope, string>>;
  /** What the log said as a warning or an error: nothing, unless a test makes it. */
  readonly complaints: string[];
  /** Sends a reading of now, or throws what was answered: `send('temperature?room=kitchen', 21.4)`. */
  send(target: string, value: number): Promise<void>;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

/** `env` are settings as a person makes them; `stopping` says that the server stops. Everything is closed after the test. */
export async function openApp(
  t: Test,
  env: Readonly<Record<string, string>> = {},
  stopping = new AbortController(),
): Promise<OpenApp> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-app-'));
  const parsed = parseConfig({ TELLTALE_DATA: folder, TELLTALE_HOST_METRICS: 'off', ...env });
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  const clock = { nowMs: NOON_MS };
  const complaints: string[] = [];
  const deps = await openDeps({
    config: parsed.config,
    log: createServerLog('warn', text => complaints.push(text)).log,
    now: () => clock.nowMs,
    onFailure: error => complaints.push(String(error)),
    signal: stopping.signal,
    certificate: parsed.config.tls && new KeptCertificate(parsed.config.tls, () => clock.nowMs),
  });
  const app = createApp(deps);
  const servers: Server[] = [];
  const { tokens, secret } = await deps.state.transactional.batch(() => ({
    tokens: makeTokens(deps),
    secret: signIn(deps),
  }));

  t.after(async () => {
    stopping.abort();
    // A web socket that a test left open would hold its server open.
    deps.gate.end(() => true, { event: 'restart', data: '' });
    for (const server of servers) await closeServer(server);
    // What writes through another one ends before it.
    const {
      promqlLive,
      queryThreads,
      painter,
      intake,
      logIntake,
      senders,
      images,
      events,
      jobs,
      history,
      logs,
      state,
    } = deps;
    for (const stores of [
      [promqlLive, queryThreads, painter, intake, logIntake, senders, images, events, jobs],
      [history, logs],
    ])
      await Promise.all(stores.map(store => store.close()));
    state.close();
    rmSync(folder, { recursive: true });
  });

  const headersOf = (who: AppRequest['as']): Record<string, string> => {
    if (who === undefined) return {};
    return who === 'owner' ? { Cookie: secret } : { Authorization: `Bearer ${tokens[who]}` };
  };
  const fetch: OpenApp['fetch'] = async (path, request = {}) => app.request(path, toInit(request, headersOf));

  return {
    deps,
    tokens,
    complaints,
    servers,
    fetch,
    headersOf,
    get nowMs() {
      return clock.nowMs;
    },
    set nowMs(ms) {
      clock.nowMs = ms;
    },
    async listen() {
      const certificate = deps.certificate?.current;
      const server = createWebServer({ fetch: app.fetch, certificate, liveStreams: deps.config.maxStreamsPerAddress });
      servers.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
      return `http${certificate ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async send(target, value) {
      const { pathname, search } = new URL(target, `http://localhost${routes.inMany.href()}/`);
      const response = await fetch(pathname + search, { as: 'ingest', method: 'POST', body: String(value) });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}

function makeTokens({ auth }: Deps): Record<Scope, string> {
  const make = (scope: Scope) => auth.createToken(`${scope} of a test`, scope).secret;
  return { ingest: make('ingest'), read: make('read'), admin: make('admin') };
}

/** As the printed one-time address does; gives the cookie that a browser sends back. */
function signIn({ auth, config }: Deps): string {
  const from = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', address: '127.0.0.1' };
  auth.issueSetupCode('VANE-4KXQ-7RTM');
  const secret = auth.openSession(auth.redeemSetupCode('VANE-4KXQ-7RTM')!.id, from);
  return `telltale_session_${config.port}=${secret}`;
}

function toInit({ as, accept, form, ...init }: AppRequest, headersOf: OpenApp['headersOf']): RequestInit {
  const headers = { ...headersOf(as), ...(accept && { Accept: accept }), ...(init.headers as Record<string, string>) };
  if (!form) return { ...init, headers };
  return { method: 'POST', ...init, headers, body: new URLSearchParams(form) };
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return; // a test stopped it
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
