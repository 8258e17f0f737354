import { z } from 'zod';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { hashPassword, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '../auth/password.ts';
import type { AuthStore } from '../auth/store.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { chooseTimeZone, findTimeZone } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { endSessions } from './end-sessions.ts';
import { LONG_NAME, NAME_MAX_CHARS } from './names.ts';
import type { AnswerSettings } from './routes.tsx';

export interface YouRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: AuthStore;
  readonly guard: Guard;
  /** The page again, with what is wrong. */
  readonly answer: AnswerSettings;
}

const NO_NAME = 'Give your name.';
const SHORT_PASSWORD = `Take ${PASSWORD_MIN_CHARS} characters or more.`;
const LONG_PASSWORD = `Take at most ${PASSWORD_MAX_CHARS} characters.`;

const Credentials = z.object({
  name: z.string(NO_NAME).trim().min(1, NO_NAME).max(NAME_MAX_CHARS, LONG_NAME),
  password: z.string(SHORT_PASSWORD).min(PASSWORD_MIN_CHARS, SHORT_PASSWORD).max(PASSWORD_MAX_CHARS, LONG_PASSWORD),
});

/** Where a person chooses a name and a password, which ends the other sessions, and each reader a time zone. */
export function mountYou(router: PatternRouter, { state, audit, store, guard, answer }: YouRoutesOptions): void {
  const end = endSessions(store, audit);

  router.on(routes.credentials, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }, who) => {
        if (who.kind !== 'person') throw new HttpError(403, 'A token has no name and password; sign in as a person.');
        const parsed = Credentials.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success) {
          const { path, message } = parsed.error.issues[0]!;
          return answer(who, request, { error: { field: path[0] === 'name' ? 'name' : 'password', message } }, 422);
        }
        const { name, password } = parsed.data;
        const detail = name === who.name ? '' : `${who.name} is now ${name}`;
        const passwordHash = await hashPassword(password);
        await state.transactional.batch(() => {
          audit.note({ who: audit.by(request), action: 'settings changed', subject: 'name and password', detail });
          store.setCredentials(who.personId, name, passwordHash);
          end.others(request, who.personId, who.sessionHash);
        });
        return seeOther(routes.home.href());
      }),
    },
  });

  router.on(routes.timeZone, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.read(async ({ request, url, signal }) => {
        const name = (await readForm(request, signal)).get('zone')?.trim() ?? '';
        const zone = findTimeZone(name);
        if (name !== '' && zone === undefined)
          throw new HttpError(
            422,
            `There is no time zone "${name.slice(0, 60)}": write one as Europe/Berlin, or none.`,
          );
        const cookie = chooseTimeZone(zone, url.protocol === 'https:');
        return seeOther(`${routes.settings.href()}#you`, { 'Set-Cookie': cookie });
      }),
    },
  });
}
