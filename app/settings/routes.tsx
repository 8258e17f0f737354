import { z } from 'zod';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { Identity } from '../auth/identity.ts';
import { hashPassword, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '../auth/password.ts';
import type { AuthStore, Session } from '../auth/store.ts';
import type { BoardFolder } from '../dashboards/folder/board-folder.ts';
import type { History } from '../history/history.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { chooseTimeZone, chosenTimeZone, findTimeZone } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { settingsJson } from './json.ts';
import { SettingsContent, SettingsPage, type SettingsProps } from './page.tsx';
import type { ServerFacts } from './server-facts.ts';

export interface SettingsRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: AuthStore;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly now: () => number;
  readonly facts: () => Promise<ServerFacts>;
  readonly history: Pick<History, 'cardinality'>;
  readonly files: Pick<BoardFolder, 'list'>;
}

interface FormCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

const NAME_MAX_CHARS = 100;
const LONG_NAME = `At most ${NAME_MAX_CHARS} characters.`;
const NO_NAME = 'Give your name.';
const NO_TOKEN_NAME = 'Give it a name, such as the machine that will use it.';
const SHORT_PASSWORD = `Take ${PASSWORD_MIN_CHARS} characters or more.`;

const NewToken = z.object({
  name: z.string(NO_TOKEN_NAME).trim().min(1, NO_TOKEN_NAME).max(NAME_MAX_CHARS, LONG_NAME),
  scope: z.enum(['ingest', 'read', 'admin'], 'Choose what it may do.'),
});

const Credentials = z.object({
  name: z.string(NO_NAME).trim().min(1, NO_NAME).max(NAME_MAX_CHARS, LONG_NAME),
  password: z
    .string(SHORT_PASSWORD)
    .min(PASSWORD_MIN_CHARS, SHORT_PASSWORD)
    .max(PASSWORD_MAX_CHARS, `Take at most ${PASSWORD_MAX_CHARS} characters.`),
});

/** What only the owner may see and change: name and password, tokens, sessions, the state of the server. */
export function mountSettings(
  router: PatternRouter,
  { state, audit, store, guard, shell, now, facts, history, files }: SettingsRoutesOptions,
): void {
  const { batch } = state.transactional;

  const by = (request: Request) => ({ who: audit.by(request) });
  const noteSession = (request: Request, { address, userAgent }: Session) =>
    audit.note({ ...by(request), action: 'session ended', subject: `of ${address}`, detail: userAgent });
  const noteEnded = (request: Request, personId: number, keptHash: string) => {
    for (const session of store.sessions(personId)) if (session.hash !== keptHash) noteSession(request, session);
  };

  const settingsOf = async (who: Identity, request: Request): Promise<SettingsProps> => {
    const owner = store.owner();
    const person =
      who.kind === 'person'
        ? { name: owner?.name ?? '', hasPassword: Boolean(owner?.passwordHash), sessionHash: who.sessionHash }
        : undefined;
    return {
      tokens: store.tokens(),
      sessions: who.kind === 'person' ? store.sessions(who.personId) : [],
      cardinality: await history.cardinality(),
      facts: await facts(),
      files: files.list(),
      nowMs: now(),
      timeZone: chosenTimeZone(request),
      ...(person && { person }),
    };
  };
  const page = async (
    who: Identity,
    request: Request,
    more: Pick<SettingsProps, 'made' | 'error'> = {},
    status = 200,
  ) => htmlResponse(<SettingsPage shell={shell} {...(await settingsOf(who, request))} {...more} />, status);

  router.represent(routes.settings, {
    offers: ['page', 'fragment', 'json'],
    load: ({ request }) => settingsOf(guard.require(request, 'own'), request),
    page: settings => htmlResponse(<SettingsPage shell={shell} {...settings} />),
    fragment: settings => fragmentResponse(<SettingsContent {...settings} />),
    json: settings => Response.json(settingsJson(settings), { headers: { 'Cache-Control': 'no-store' } }),
  });

  router.on(routes.tokens, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx, who) => {
        const parsed = NewToken.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success)
          return page(who, request, { error: { field: 'token', message: parsed.error.issues[0]!.message } }, 422);
        const { name, scope } = parsed.data;
        const { secret } = await batch(() => {
          audit.note({ ...by(request), action: 'token made', subject: name, detail: scope });
          return store.createToken(name, scope);
        });
        return page(who, request, { made: { name, secret } });
      }),
    },
  });

  router.on(routes.tokenRevocation, {
    POST: guard.own(async ({ params, request }) => {
      const isRevoked = await batch(() => {
        const token = store.tokens().find(({ id }) => id === params.id);
        if (!token) return false;
        audit.note({ ...by(request), action: 'token revoked', subject: token.name, detail: token.scope });
        return store.revokeToken(params.id);
      });
      if (!isRevoked) throw new HttpError(404, 'This token is revoked already.');
      return seeOther(`${routes.settings.href()}#tokens`);
    }),
  });

  router.on(routes.credentials, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx, who) => {
        if (who.kind !== 'person') throw new HttpError(403, 'A token has no name and password; sign in as a person.');
        const parsed = Credentials.safeParse(Object.fromEntries(await readForm(request, signal)));
        if (!parsed.success) {
          const { path, message } = parsed.error.issues[0]!;
          return page(who, request, { error: { field: path[0] === 'name' ? 'name' : 'password', message } }, 422);
        }
        const renamed = parsed.data.name === who.name ? '' : `${who.name} is now ${parsed.data.name}`;
        const passwordHash = await hashPassword(parsed.data.password);
        await batch(() => {
          audit.note({ ...by(request), action: 'settings changed', subject: 'name and password', detail: renamed });
          noteEnded(request, who.personId, who.sessionHash);
          store.setCredentials(who.personId, parsed.data.name, passwordHash);
          store.closeOtherSessions(who.personId, who.sessionHash);
        });
        return seeOther(routes.home.href());
      }),
    },
  });

  router.on(routes.timeZone, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.read(async ({ request, url, signal }: FormCtx & { readonly url: URL }) => {
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

  router.on(routes.sessionEnd, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, signal }: FormCtx, who) => {
        const hash = (await readForm(request, signal)).get('session') ?? '';
        const mine =
          who.kind === 'person' ? store.sessions(who.personId).find(session => session.hash === hash) : undefined;
        if (!mine) throw new HttpError(404, 'This session has ended already.');
        await batch(() => {
          noteSession(request, mine);
          store.closeSession(hash);
        });
        return seeOther(`${routes.settings.href()}#sessions`);
      }),
    },
  });

  router.on(routes.otherSessionsEnd, {
    POST: guard.own(async ({ request }, who) => {
      if (who.kind === 'person') {
        await batch(() => {
          noteEnded(request, who.personId, who.sessionHash);
          store.closeOtherSessions(who.personId, who.sessionHash);
        });
      }
      return seeOther(`${routes.settings.href()}#sessions`);
    }),
  });
}
