import { middlewareTck } from '../middleware.tck.ts';
import { honoApp, openHono } from '../testing/hosts.ts';

// The server first: it replaces the global Request and Response, and the second host must bear that.
middlewareTck({ name: 'hono on a node server', open: openHono });

middlewareTck({
  name: 'hono without a server',
  async open(pipeline, handler) {
    const app = honoApp(pipeline, handler);
    return { fetch: async (path, init) => app.request(path, init), async [Symbol.asyncDispose]() {} };
  },
});
