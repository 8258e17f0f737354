import { middlewareTck } from '../middleware.tck.ts';
import { toFetch } from './fetch.ts';

middlewareTck({
  name: 'fetch',
  async open(pipeline, handler) {
    const handle = toFetch(pipeline, handler);
    return {
      fetch: (path, init) => handle(new Request(`http://localhost${path}`, init)),
      async [Symbol.asyncDispose]() {},
    };
  },
});
