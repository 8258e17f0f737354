import { type ServerFacts, serverFacts } from '../settings/server-facts.ts';
import type { Parts } from './create-parts.ts';

/** What Settings say of the running server. */
export async function factsOf(parts: Parts): Promise<ServerFacts> {
  const { config, databases, history, logs, images, certificate, now } = parts;
  const { ms: keepMs, bytes: maxBytes } = config.keepLogs;
  return serverFacts(
    databases,
    config.dataDir,
    await history.stats(),
    config.keep,
    parts,
    images.newest(),
    { ...(await logs.stats()), keepMs, maxBytes },
    certificate && { current: certificate.current, failed: certificate.failed, nowMs: now() },
    parts.boardFolder.troubles().map(trouble => ({ status: 'warn', ...trouble })),
  );
}
