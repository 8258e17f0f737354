import type { Middleware } from '../../app/http/middleware.ts';

/** So many middlewares that each remember something on the way in, set a header on the way out and hear of the end. */
export function ourLayers(count: number): readonly Middleware[] {
  return Array.from({ length: count }, (_, i) => {
    const self: Middleware = {
      name: `layer-${i}`,
      processRequest: x => void x.slot(self, () => ({ at: x.startedAt })),
      processResponse: ({ headers }, x) => headers.set(`X-Layer-${i}`, String(x.slot(self, () => ({ at: 0 })).at > 0)),
      processEnd: (_, x) => void x.slot(self, () => ({ at: 0 })),
    };
    return self;
  });
}

/** The same for universal-middleware, which has no end hook: it remembers in the closure of its response function. */
export function universalLayers(count: number) {
  return Array.from({ length: count }, (_, i) => (_request: Request) => {
    const state = { at: performance.now() };
    return (response: Response) => {
      response.headers.set(`X-Layer-${i}`, String(state.at > 0));
      return response;
    };
  });
}
