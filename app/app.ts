import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { asUnwritable } from '../db/keeper/as-unwritable.ts';
import { mountApi } from './api/routes.tsx';
import { actorOf } from './audit/actor-of.ts';
import { mountAudit } from './audit/routes.tsx';
import type { Audit } from './audit/store.ts';
import { createAttempts } from './auth/attempts.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import { sessionCookie } from './auth/cookies.ts';
import { createGuard } from './auth/guard.ts';
import { hasRight } from './auth/identity.ts';
import { mountAuth } from './auth/routes.tsx';
import { signInLimit } from './auth/sign-in-limit.ts';
import { mountControls } from './controls/routes.tsx';
import { mountFolder } from './dashboards/folder/folder-routes.tsx';
import { mountPanels } from './dashboards/form/panel-routes.ts';
import { mountImport } from './dashboards/import/import-routes.tsx';
import { mountDashboards } from './dashboards/routes.tsx';
import type { Deps } from './deps.ts';
import { isPublishingGet } from './events/publish-routes.ts';
import { mountEvents } from './events/routes.tsx';
import { mountExplore } from './explore/routes.tsx';
import { mountExposition } from './exposition/routes.ts';
import { mountHome } from './home/routes.tsx';
import { mountHosts } from './hosts/routes.tsx';
import { accessLog } from './http/access-log.ts';
import { toHono } from './http/adapters/hono.ts';
import { crossSiteGuard } from './http/cross-site-guard.ts';
import { errorAnswers } from './http/error-answers.tsx';
import { exchangeOf } from './http/exchange.ts';
import { hostGuard } from './http/host-guard.ts';
import { createLive } from './http/live.ts';
import { matchedRoute } from './http/matched-route.ts';
import { compose } from './http/middleware.ts';
import { mountAssets } from './http/mount-assets.ts';
import { mountProbes } from './http/mount-probes.ts';
import { nodeOutgoing } from './http/node-outgoing.ts';
import { responseTime } from './http/performance.ts';
import { createRouter } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { StreamOwner } from './http/stream-gate.ts';
import { tracing } from './http/tracing.ts';
import { answerUnmatched } from './http/unmatched.ts';
import { isUpgrade } from './http/upgrade.ts';
import { mountImages } from './images/routes.tsx';
import { mountLogIntake } from './ingest/log-routes.ts';
import { pushSlashes } from './ingest/push-slashes.ts';
import { isWritingGet, mountIngest } from './ingest/routes.ts';
import { mountJobs } from './jobs/routes.tsx';
import { mountKeys } from './keys/routes.tsx';
import { mountLogs } from './logs/routes.tsx';
import { mountPromql } from './promql/routes.ts';
import { requestLevel } from './request-level.ts';
import { routes } from './routes.ts';
import { mountSenders } from './senders/routes.tsx';
import { watchSenders } from './senders/watch-senders.ts';
import { mountSettings } from './settings/routes.tsx';
import { baseUrl } from './start/base-url.ts';
import { explainSourcesOf } from './start/explain-sources-of.ts';
import { factsOf } from './start/facts-of.ts';
import { liveStateOf } from './start/live-state-of.ts';
import { reactToChanges } from './start/react-to-changes.ts';
import { mountSubscriptions } from './subscriptions/routes.ts';

/** The whole application behind one `fetch`: the middlewares, outermost first, then one mount line per feature. */
export function createApp(deps: Deps): Hono<{ Bindings: HttpBindings }> {
  const { config, log, state, history, intake, logs, auth, dashboards, units, assets, screens, gate, now } = deps;

  // What people use counts: a proxy in front may speak another protocol than this server.
  const isPublicSecure = config.publicUrl?.protocol === 'https:';
  const isSecure = config.publicUrl ? isPublicSecure : config.tls !== undefined;
  const cookie = sessionCookie({ port: config.port, isSecure });
  const authenticator = createAuthenticator({
    store: auth,
    cookieName: cookie.name,
    ingest: config.ingest,
    now,
    touch: identity => {
      state.transactional
        .batch(() => auth.touch(identity))
        .catch(error => log.error(error, 'last use was not written'));
    },
  });
  const guard = createGuard(authenticator.identify);
  const shell = { assetHref: (path: string) => routes.asset.href({ version: assets.version, path }) };
  const addressOf = (request: Request) => nodeOutgoing(request)?.req.socket.remoteAddress ?? 'unknown';
  const audit: Audit = { ...deps.audit, by: actorOf({ identify: authenticator.identify, addressOf }) };
  const onError = (error: unknown) => log.error(error, 'a screen could not be drawn');

  const ownerOf = (request: Request): StreamOwner | undefined => {
    const who = guard.identify(request);
    if (!who || !hasRight(who, 'read')) return undefined;
    const address = addressOf(request);
    return who.kind === 'person'
      ? { user: `person ${who.personId}`, session: who.sessionHash, address }
      : { user: `token ${who.tokenId}`, address };
  };
  const live = createLive({ screens, gate, ownerOf, loginHref: routes.login.href() });
  const databases = {
    ...{ 'state.db': deps.files.state, 'history.db': deps.files.history },
    ...{ 'logs.db': deps.files.logs, 'events.db': deps.files.events },
    ...{ 'jobs.db': deps.files.jobs, 'images.db': deps.files.images },
  };
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const sources = {
    history,
    promql: deps.promqlLive,
    queries: deps.queries,
    logs,
    events: deps.events,
    images: deps.images,
    jobs: deps.jobs,
    controls: deps.presses,
    origin: baseUrl(config),
    boards: { links: dashboards.links, changes: state.outbox.changes },
    now,
    timeZone,
    unitOf: units.unitOf,
    onError,
  };

  let requests = 0;
  const router = createRouter({ answer: answerUnmatched });
  const pipeline = compose(
    responseTime({
      onEnd() {
        requests++;
        deps.onRequest();
      },
    }),
    accessLog({
      log: ({ method, path, route, status, ms, traceId }) =>
        log[requestLevel(status, route)]({ status, ms, trace: traceId }, `${method} ${path}`),
    }),
    tracing(),
    securityHeaders({ isAlwaysSecure: isPublicSecure }),
    errorAnswers({
      shell,
      explain: asUnwritable,
      onError: (error, trace) => log.error({ err: error, trace }, 'a request failed'),
    }),
    watchSenders({ senders: deps.senders, identify: authenticator.identify }),
    pushSlashes,
    matchedRoute(router),
    hostGuard({ names: [deps.hostName, `${deps.hostName}.local`, config.host], publicUrl: config.publicUrl }),
    crossSiteGuard({
      publicUrl: config.publicUrl,
      isUnsafe: request => {
        const route = exchangeOf(request)?.route;
        return isWritingGet(request, route) || isPublishingGet(route) || isUpgrade(request);
      },
    }),
    authenticator.middleware,
    signInLimit({ identify: authenticator.identify, now }),
  );

  mountProbes(router, { isReady: () => !deps.signal.aborted });
  mountExposition(router, {
    guard,
    stateOf: async () => ({
      ...{ requests, totals: deps.senders.totals(), history: await history.stats(), live: liveStateOf(deps) },
      ...{ areLogsUnwritable: logs.unwritable !== undefined, databases },
      ...(deps.certificate && { certificateUntilMs: deps.certificate.current.untilMs }),
    }),
  });
  mountAssets(router, assets);
  mountAuth(router, {
    state,
    audit,
    store: auth,
    guard,
    cookie,
    attempts: createAttempts(now),
    shell,
    hostName: deps.hostName,
    addressOf,
  });
  mountIngest(router, { guard, history, intake, logs, now, gate, senders: deps.senders });
  mountEvents(router, {
    ...{ state, audit, events: deps.events, webhooks: deps.webhooks, writeToken: deps.writeToken },
    ...{ guard, gate, ownerOf, live, screens, shell, now, timeZone, onError },
    ...{ publicUrl: config.publicUrl, signal: deps.signal },
  });
  mountLogIntake(router, { guard, logIntake: deps.logIntake, gate, addressOf, now });
  mountSubscriptions(router, { guard, gate, ownerOf, sources });
  mountPromql(router, { guard, threads: deps.queryThreads, now });
  mountApi(router, { shell, publicUrl: config.publicUrl, cookieName: cookie.name, now });
  mountHome(router, {
    ...{ state, audit, auth, writeToken: deps.writeToken, dashboards, guard, live, shell, sources },
    ...{ publicUrl: config.publicUrl },
  });
  const ofBoards = { state, audit, store: dashboards, folder: deps.boardFolder, guard, live, shell, sources };
  mountDashboards(router, { ...ofBoards, painter: deps.painter, asking: explainSourcesOf(deps) });
  mountPanels(router, ofBoards);
  mountControls(router, { dashboards, controls: deps.controls, presses: deps.presses, audit, guard, shell, now });
  mountFolder(router, { audit, folder: deps.boardFolder, store: dashboards, guard, shell });
  mountImport(router, { state, audit, store: dashboards, guard, shell });
  const ofExplore = { ...sources, senderName: deps.senders.nameOf };
  mountExplore(router, {
    state,
    audit,
    units,
    dashboards,
    queries: deps.queries,
    guard,
    live,
    shell,
    sources: ofExplore,
  });
  mountKeys(router, { shell });
  mountSenders(router, {
    ...{ guard, live, shell, now, timeZone, onError, history },
    senders: deps.senders,
    writeToken: deps.writeToken,
    publicUrl: config.publicUrl,
  });
  mountJobs(router, {
    ...{ guard, audit, jobs: deps.jobs, live, shell, gate, addressOf, now, timeZone, onError },
    ...{ publicUrl: config.publicUrl, writeToken: deps.writeToken },
  });
  mountLogs(router, {
    ...{ guard, live, gate, ownerOf, shell, sources },
    ...{ writeToken: deps.writeToken, publicUrl: config.publicUrl },
  });
  mountHosts(router, {
    ...{ dashboards, guard, live, shell, sources },
    ...{ writeToken: deps.writeToken, hostName: deps.hostName, publicUrl: config.publicUrl },
  });
  mountImages(router, {
    ...{ audit, images: deps.images, limits: config.images, guard, gate, live, shell, ownerOf, addressOf },
    ...{ writeToken: deps.writeToken, publicUrl: config.publicUrl, sources: { now, timeZone, onError } },
  });
  mountAudit(router, { store: deps.audit, guard, shell, now, timeZone });
  mountSettings(router, {
    state,
    audit,
    store: auth,
    guard,
    shell,
    now,
    history,
    files: deps.boardFolder,
    facts: () => factsOf(deps, databases),
  });

  // Not begun anew: a change would have been passed over, and streams of who lost the right to them would stay open.
  reactToChanges(state.outbox.changes, { live, gate, signal: deps.signal, loginHref: routes.login.href() }).catch(
    cause => deps.onFailure(new Error('Open pages can no longer be told what changes', { cause })),
  );

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(toHono(pipeline));
  // Errors are answered, and where it is our fault logged, by `errorAnswers`; Hono would print each of them.
  app.onError(() => new Response('Something went wrong here. It is in the log.\n', { status: 500 }));
  app.all('*', c => router.fetch(c.req.raw));
  return app;
}
