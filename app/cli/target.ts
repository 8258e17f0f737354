import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../backup/refused-error.ts';
import { DATA_FILE_NAMES } from '../start/data-files.ts';

/** A server that a command speaks to, and what it shows there. */
export interface Target {
  readonly url: URL;
  readonly token: string | undefined;
}

export interface TargetOptions {
  readonly to?: string | undefined;
  readonly token?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** Settings by their names in the environment. */
export type TargetEnv = Readonly<Partial<Record<'TELLTALE_URL' | 'TELLTALE_TOKEN' | 'TELLTALE_DATA', string>>>;

const DEFAULT_URL = 'http://localhost:8355';
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Where the server is, and with which token: what the command line says, then the environment, then for a server on this machine
 * the first write token in its data folder.
 *
 * @throws RefusedError when the address is none, or the file of the token cannot be read.
 */
export function readTarget({ to, token, tokenFile }: TargetOptions, env: TargetEnv): Target {
  const url = readUrl(to ?? (env.TELLTALE_URL || DEFAULT_URL));
  const given = token ?? (tokenFile === undefined ? env.TELLTALE_TOKEN || undefined : readTokenFile(tokenFile));
  return { url, token: given ?? (LOCAL.test(url.hostname) ? readLocalToken(env.TELLTALE_DATA) : undefined) };
}

function readUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.username === '') return url;
  throw new RefusedError(`--to ${address}: write the address of a server, such as ${DEFAULT_URL}.`);
}

function readTokenFile(file: string): string {
  const token = readText(file)?.trim();
  if (token) return token;
  throw new RefusedError(`--token-file ${file}: ${token === '' ? 'the file is empty' : 'it cannot be read'}.`);
}

function readLocalToken(dataDir: string | undefined): string | undefined {
  return (dataDir && readText(join(dataDir, DATA_FILE_NAMES.writeToken))?.trim()) || undefined;
}

/** Undefined for one that is not there or may not be read. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
