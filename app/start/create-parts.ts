import { actorOf } from '../audit/actor-of.ts';
import { createAuthenticator } from '../auth/authenticate.ts';
import { sessionCookie } from '../auth/cookies.ts';
import { createGuard } from '../auth/guard.ts';
import type { Deps } from '../deps.ts';
import { createLive } from '../http/live.ts';
import { routes } from '../routes.ts';
import { addressOf } from './address-of.ts';
import { createSources } from './create-sources.ts';
import { databasePaths } from './database-paths.ts';
import { streamOwnerOf } from './stream-owner-of.ts';

export type Parts = ReturnType<typeof createParts>;

/** What was opened at the start, and what several features share, made of it: each takes of this what it names. */
export function createParts(deps: Deps) {
  const { config, assets, screens, gate, state, log } = deps;
  // What people use counts: a proxy in front may speak another protocol than this server.
  const isPublicSecure = config.publicUrl?.protocol === 'https:';
  const isSecure = config.publicUrl ? isPublicSecure : config.tls !== undefined;
  const cookie = sessionCookie({ port: config.port, isSecure });
  const authenticator = createAuthenticator({
    store: deps.auth,
    cookieName: cookie.name,
    ingest: config.ingest,
    now: deps.now,
    touch: identity => {
      state.transactional
        .batch(() => deps.auth.touch(identity))
        .catch(error => log.error(error, 'last use was not written'));
    },
  });
  const { identify } = authenticator;
  const guard = createGuard(identify);
  const ownerOf = (request: Request) => streamOwnerOf(guard, request);
  const audit = { ...deps.audit, by: actorOf({ identify, addressOf }) };
  const sources = createSources(deps);
  return {
    ...deps,
    ...{ cookie, authenticator, guard, ownerOf, addressOf, audit, sources, isPublicSecure },
    ...{ publicUrl: config.publicUrl, databases: databasePaths(deps.files) },
    ...{ timeZone: sources.timeZone, onError: sources.onError },
    live: createLive({ screens, gate, ownerOf, loginHref: routes.login.href() }),
    shell: { assetHref: (path: string) => routes.asset.href({ version: assets.version, path }) },
  };
}
