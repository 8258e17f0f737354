import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import { DATA_FILE_NAMES } from '../start/data-files.ts';

/** The server that a command speaks to. */
export interface Target {
  readonly url: URL;
  /** Undefined: it is asked without one, as a server with `TELLTALE_INGEST=loopback` allows. */
  readonly token: string | undefined;
}

export interface TargetOptions {
  readonly to?: string | undefined;
  readonly token?: string | undefined;
  readonly 'token-file'?: string | undefined;
}

type TargetConfig = Pick<Config, 'url' | 'token' | 'port' | 'dataDir'> & Partial<Pick<Config, 'tls'>>;

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Where the server is: `--to`, else `TELLTALE_URL`, else this machine; and with which token: `--token`, `--token-file`, else
 * `TELLTALE_TOKEN`, else for a server of this machine the one that lies in the data folder.
 *
 * @throws RefusedError when the address is none, or the file of the token cannot be read.
 */
export function readTarget(options: TargetOptions, config: TargetConfig): Target {
  const own = () => new URL(`http${config.tls ? 's' : ''}://localhost:${config.port}`);
  const url = options.to === undefined ? (config.url ?? own()) : toUrl(options.to);
  const file = options['token-file'];
  const token = options.token ?? (file === undefined ? config.token : readTokenFile(file));
  return { url, token: token ?? (LOCAL.test(url.hostname) ? findOwnToken(config.dataDir) : undefined) };
}

function toUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.username === '') return url;
  throw new RefusedError(`--to ${text}: write the address of a server, such as http://127.0.0.1:8355.`);
}

function readTokenFile(file: string): string {
  const token = readText(file);
  if (token) return token;
  throw new RefusedError(`--token-file ${file}: ${token === '' ? 'the file is empty' : 'it cannot be read'}.`);
}

/** There may be none: the server may keep its data elsewhere, or ask for no token. */
function findOwnToken(dataDir: string): string | undefined {
  return readText(join(dataDir, DATA_FILE_NAMES.writeToken)) || undefined;
}

/** Undefined for one that is not there or may not be read. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
