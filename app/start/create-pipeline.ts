import { asUnwritable } from '../../db/keeper/as-unwritable.ts';
import { signInLimit } from '../auth/sign-in-limit.ts';
import { isPublishingGet } from '../events/publish-routes.ts';
import { accessLog } from '../http/access-log.ts';
import { crossSiteGuard } from '../http/cross-site-guard.ts';
import { errorAnswers } from '../http/error-answers.tsx';
import { exchangeOf } from '../http/exchange.ts';
import { hostGuard } from '../http/host-guard.ts';
import { matchedRoute } from '../http/matched-route.ts';
import { compose } from '../http/middleware.ts';
import { responseTime } from '../http/performance.ts';
import type { PatternRouter } from '../http/router.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { tracing } from '../http/tracing.ts';
import { isUpgrade } from '../http/upgrade.ts';
import { pushSlashes } from '../ingest/push-slashes.ts';
import { isWritingGet } from '../ingest/routes.ts';
import { requestLevel } from '../request-level.ts';
import { watchSenders } from '../senders/watch-senders.ts';
import type { Parts } from './create-parts.ts';

/** What stands around every request, outermost first. */
export function createPipeline(router: PatternRouter, parts: Parts) {
  const { answered, log, senders, authenticator, publicUrl, hostName, now } = parts;
  const { identify } = authenticator;
  return compose(
    responseTime({ onEnd: () => answered.requests++ }),
    accessLog({
      log: ({ method, path, route, status, ms, traceId }) =>
        log[requestLevel(status, route)]({ status, ms, trace: traceId }, `${method} ${path}`),
    }),
    tracing(),
    securityHeaders({ isAlwaysSecure: parts.isPublicSecure }),
    errorAnswers({
      shell: parts.shell,
      explain: asUnwritable,
      onError: (error, trace) => log.error({ err: error, trace }, 'a request failed'),
    }),
    watchSenders({ senders, identify }),
    pushSlashes,
    matchedRoute(router),
    hostGuard({ names: [hostName, `${hostName}.local`, parts.config.host], publicUrl }),
    crossSiteGuard({ publicUrl, isUnsafe }),
    authenticator.middleware,
    signInLimit({ identify, now }),
  );
}

/** Whether a request with a method that browsers take for safe changes or opens something all the same. */
function isUnsafe(request: Request): boolean {
  const route = exchangeOf(request)?.route;
  return isWritingGet(request, route) || isPublishingGet(route) || isUpgrade(request);
}
