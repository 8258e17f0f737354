import type { Deps } from '../deps.ts';
import { type ServerFacts, serverFacts } from '../settings/server-facts.ts';

/** What Settings say of the running server. `databases` are the paths of the files by their names. */
export async function factsOf(deps: Deps, databases: Readonly<Record<string, string>>): Promise<ServerFacts> {
  const { config, history, logs, images, certificate, now } = deps;
  const { ms: keepMs, bytes: maxBytes } = config.keepLogs;
  return serverFacts(
    databases,
    config.dataDir,
    await history.stats(),
    config.keep,
    deps,
    images.newest(),
    { ...(await logs.stats()), keepMs, maxBytes },
    certificate && { current: certificate.current, failed: certificate.failed, nowMs: now() },
    deps.boardFolder.troubles().map(trouble => ({ status: 'warn', ...trouble })),
  );
}
