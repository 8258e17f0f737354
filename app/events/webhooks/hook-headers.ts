import type { HookHeaders } from './webhook-source.ts';

/** The headers that tell who sent a body and of what kind it is; nothing else is kept. */
const KEPT = ['x-github-event', 'x-gitlab-event', 'user-agent'];
const SIGNATURES = ['x-hub-signature-256', 'x-gitea-signature', 'x-gitlab-token'];
const MAX_CHARS = 200;

export function hookHeaders(headers: Headers): { readonly kept: HookHeaders; readonly signatures: HookHeaders } {
  const pick = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap(name => {
        const value = headers.get(name);
        return value === null ? [] : [[name, value.slice(0, MAX_CHARS)]];
      }),
    );
  return { kept: pick(KEPT), signatures: pick(SIGNATURES) };
}
