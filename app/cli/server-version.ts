import { routes } from '../routes.ts';
import { version } from '../version.ts';

const TIMEOUT_MS = 5_000;

/** A sentence where the Telltale there is of another version than this one may speak to; undefined where they fit, or it does not say. */
export async function versionGap(url: URL, signal: AbortSignal): Promise<string | undefined> {
  const theirs = await serverVersion(url, signal);
  if (theirs === undefined || lineOf(theirs) === lineOf(version)) return undefined;
  return `${url.origin} is Telltale ${theirs}, this is ${version}: what they say to each other may differ.`;
}

/** What may differ: the first number, and while that is 0 the second one too. */
function lineOf(text: string): string {
  const [major = '', minor = ''] = text.split('.');
  return major === '0' ? `${major}.${minor}` : major;
}

/** The description of the interface is open to everybody and names the version. */
async function serverVersion(url: URL, signal: AbortSignal): Promise<string | undefined> {
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(new URL(routes.openApi.href(), url), { signal: until });
    const { info } = (await response.json()) as { info?: { version?: string } };
    return info?.version;
  } catch {
    return undefined; // only readings tell whether the server is there
  }
}
