import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { guardedLookup, requireMayAsk } from '../../http/guarded-lookup.ts';
import { HttpError } from '../../http/http-error.ts';
import { isPublicAddress } from '../../http/is-public-address.ts';
import { BOARD_FILE_MAX_BYTES } from '../file/read-board-file.ts';

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 3;

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Which addresses may be asked. Default: those of the open internet. */
  readonly mayAsk?: (address: string) => boolean;
}

/**
 * The text at an address that a person gave. The server asks, so it could reach what the person cannot: every address that a
 * name leads to is looked at as it is connected to, and those of its own network are refused, also behind a redirect.
 *
 * @throws HttpError 422 with a sentence
 */
export async function fetchBoardFile(
  address: string,
  { signal, mayAsk = isPublicAddress }: FetchOptions,
): Promise<string> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    let url = readUrl(address);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await ask(url, within, mayAsk);
      const { statusCode = 0, headers } = response;
      if (statusCode < 300 || statusCode >= 400) return await readText(response, url);
      response.destroy();
      url = readUrl(headers.location ?? '', url);
    }
    throw new HttpError(422, `${address} leads on more than ${MAX_REDIRECTS} times. Give the address where it ends.`);
  } catch (error) {
    if (error instanceof HttpError || signal.aborted) throw error;
    if (within.aborted) throw new HttpError(422, `${address} did not answer within ${TIMEOUT_MS / 1000} seconds.`);
    throw new HttpError(422, `${address} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

function readUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new HttpError(
    422,
    `${text.slice(0, 200)} is no address to read from: it begins with https:// or http://, without a password.`,
  );
}

function ask(url: URL, signal: AbortSignal, mayAsk: (address: string) => boolean): Promise<IncomingMessage> {
  const guard = { mayAsk, refusal: () => refusal(url) };
  requireMayAsk(url, guard);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'application/json, text/plain;q=0.9, */*;q=0.1', 'Accept-Encoding': 'identity' };
    request(url, { agent: false, headers, signal, lookup: guardedLookup(guard) }, resolve)
      .once('error', reject)
      .end();
  });
}

function refusal({ hostname }: URL): HttpError {
  return new HttpError(
    422,
    `${hostname} is in the network of this server, which reads from the open internet only. Upload the file, or paste it.`,
  );
}

async function readText(response: IncomingMessage, url: URL): Promise<string> {
  const { statusCode, headers } = response;
  try {
    if (statusCode !== 200) throw new HttpError(422, `${url.host} answers ${statusCode}, not with a file.`);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new HttpError(422, `${url.host} sends it packed, which nobody asked for. Upload the file, or paste it.`);
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of response) {
      bytes += part.length;
      if (bytes > BOARD_FILE_MAX_BYTES) throw new HttpError(422, `What ${url.host} sends has more than 1 MiB.`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  } finally {
    response.destroy();
  }
}
