import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { AuthStore } from '../auth/store.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { endSessions } from './end-sessions.ts';

export interface SessionRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: AuthStore;
  readonly guard: Guard;
}

/** Where a person signs out other browsers: one, or all but this one. */
export function mountSessions(router: PatternRouter, { state, audit, store, guard }: SessionRoutesOptions): void {
  const { batch } = state.transactional;
  const end = endSessions(store, audit);
  const toSessions = () => seeOther(`${routes.settings.href()}#sessions`);

  router.on(routes.sessionEnd, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }, who) => {
        const hash = (await readForm(request, signal)).get('session') ?? '';
        const sessions = who.kind === 'person' ? store.sessions(who.personId) : [];
        const mine = sessions.find(session => session.hash === hash);
        if (!mine) throw new HttpError(404, 'This session has ended already.');
        await batch(() => end.one(request, mine));
        return toSessions();
      }),
    },
  });

  router.on(routes.otherSessionsEnd, {
    POST: guard.own(async ({ request }, who) => {
      if (who.kind === 'person') await batch(() => end.others(request, who.personId, who.sessionHash));
      return toSessions();
    }),
  });
}
