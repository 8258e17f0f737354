import { z } from 'zod';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { AuthStore } from '../auth/store.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { LONG_NAME, NAME_MAX_CHARS } from './names.ts';
import type { AnswerSettings } from './routes.tsx';

export interface TokenRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: AuthStore;
  readonly guard: Guard;
  /** The page again, with what was made or is wrong. */
  readonly answer: AnswerSettings;
}

const NO_NAME = 'Give it a name, such as the machine that will use it.';

const NewToken = z.object({
  name: z.string(NO_NAME).trim().min(1, NO_NAME).max(NAME_MAX_CHARS, LONG_NAME),
  scope: z.enum(['ingest', 'read', 'admin'], 'Choose what it may do.'),
});

/** Where tokens are made, and revoked. */
export function mountTokens(router: PatternRouter, { state, audit, store, guard, answer }: TokenRoutesOptions): void {
  const { batch } = state.transactional;

  router.on(routes.tokens, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }, who) => {
        const parsed = NewToken.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success)
          return answer(who, request, { error: { field: 'token', message: parsed.error.issues[0]!.message } }, 422);
        const { name, scope } = parsed.data;
        const { secret } = await batch(() => {
          audit.note({ who: audit.by(request), action: 'token made', subject: name, detail: scope });
          return store.createToken(name, scope);
        });
        return answer(who, request, { made: { name, secret } });
      }),
    },
  });

  router.on(routes.tokenRevocation, {
    POST: guard.own(async ({ params, request }) => {
      const isRevoked = await batch(() => {
        const token = store.tokens().find(({ id }) => id === params.id);
        if (!token) return false;
        audit.note({ who: audit.by(request), action: 'token revoked', subject: token.name, detail: token.scope });
        return store.revokeToken(params.id);
      });
      if (!isRevoked) throw new HttpError(404, 'This token is revoked already.');
      return seeOther(`${routes.settings.href()}#tokens`);
    }),
  });
}
