import type { PatternRouter } from '../../router.ts';

/** A shared cache that does what Vary says, for one URL (RFC 9111 section 4.1): each stored answer is judged by its own Vary. */
export function createVaryCache(router: PatternRouter): (request: Request) => Promise<string> {
  const stored: { readonly vary: Map<string, string | null>; readonly body: string }[] = [];
  return async request => {
    const hit = stored.find(({ vary }) => [...vary].every(([name, value]) => request.headers.get(name) === value));
    if (hit !== undefined) return hit.body;
    const response = await router.fetch(request);
    const names = (response.headers.get('vary') ?? '').split(', ').filter(name => name !== '');
    const body = await response.text();
    stored.push({ vary: new Map(names.map(name => [name, request.headers.get(name)])), body });
    return body;
  };
}
