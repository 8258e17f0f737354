import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { State } from '../../db/state.ts';
import { type AuditStore, THIS_SERVER } from '../audit/store.ts';
import type { AuthStore } from './store.ts';

/**
 * The first write token. It alone is kept in plain text, in a file that only the owner of the data folder can read,
 * so that the command line and the owner's Inbox can show a line that works as it stands.
 */
export interface WriteToken {
  /** The secret, as long as its token has not been revoked. */
  read(): string | undefined;
}

interface Stores {
  readonly state: State;
  readonly store: AuthStore;
  readonly audit: Pick<AuditStore, 'note'>;
}

/** Makes the token at the first start. One that was revoked is not made again: the file is then only in the way. */
export async function keepWriteToken(file: string, stores: Stores): Promise<WriteToken> {
  const secret = readSecret(file) || (await makeSecret(file, stores));
  return { read: () => (stores.store.identifyToken(secret) ? secret : undefined) };
}

/** An empty file is what a full disk leaves behind. */
function readSecret(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

async function makeSecret(file: string, { state, store, audit }: Stores): Promise<string> {
  const { secret } = await state.transactional.batch(() => {
    const made = store.createToken('first write token', 'ingest');
    audit.note({ who: THIS_SERVER, action: 'token made', subject: made.token.name, detail: made.token.scope });
    return made;
  });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
