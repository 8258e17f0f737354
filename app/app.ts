import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { toHono } from './http/adapters/hono.ts';
import { createRouter } from './http/router.ts';
import { answerUnmatched } from './http/unmatched.ts';
import { routes } from './routes.ts';
import { createParts } from './start/create-parts.ts';
import { createPipeline } from './start/create-pipeline.ts';
import { mountFeatures } from './start/mount-features.ts';
import { reactToChanges } from './start/react-to-changes.ts';

/** The whole application behind one `fetch`: middlewares around a router, and every feature mounted on that. */
export function createApp(deps: Deps): Hono<{ Bindings: HttpBindings }> {
  const parts = createParts(deps);
  const router = createRouter({ answer: answerUnmatched });
  mountFeatures(router, parts);

  // Not begun anew: a change would have been passed over, and streams of who lost the right to them would stay open.
  reactToChanges(deps.state.outbox.changes, { ...parts, loginHref: routes.login.href() }).catch(cause =>
    deps.onFailure(new Error('Open pages can no longer be told what changes', { cause })),
  );

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(toHono(createPipeline(router, parts)));
  // Errors are answered, and where it is our fault logged, by `errorAnswers`; Hono would print each of them.
  app.onError(() => new Response('Something went wrong here. It is in the log.\n', { status: 500 }));
  app.all('*', c => router.fetch(c.req.raw));
  return app;
}
