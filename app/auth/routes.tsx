import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import type { Attempts } from './attempts.ts';
import type { SessionCookie } from './cookies.ts';
import type { Guard } from './guard.ts';
import type { Person } from './kept/people.ts';
import { LoginPage, type LoginPageProps } from './login-page.tsx';
import { verifyPassword } from './password.ts';
import type { AuthStore } from './store.ts';

export interface AuthRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: AuthStore;
  readonly guard: Guard;
  readonly cookie: SessionCookie;
  readonly attempts: Attempts;
  readonly shell: PageShell;
  readonly hostName: string;
  /** Network address of who is asking. */
  readonly addressOf: (request: Request) => string;
}

/** Getting in and out: the one-time address of the first start, signing in, signing out. */
export function mountAuth(router: PatternRouter, options: AuthRoutesOptions): void {
  const { state, audit, store, guard, cookie, attempts, shell, hostName, addressOf } = options;

  /** `door`: which way in it was. */
  const openSession = async (request: Request, { id, name }: Person, door: string) => {
    const from = { userAgent: request.headers.get('user-agent') ?? '', address: addressOf(request) };
    const secret = await state.transactional.batch(() => {
      audit.note({ who: { name, from: from.address }, action: 'sign-in done', subject: door, detail: from.userAgent });
      return store.openSession(id, from);
    });
    return { 'Set-Cookie': cookie.open(secret) };
  };

  /** Of a name only that of somebody there is: what is typed into the wrong field may be a password. */
  const noteRefused = (request: Request, door: string, person?: Person) =>
    state.transactional.batch(() =>
      audit.note({
        who: audit.by(request),
        ...{ action: 'sign-in refused', subject: door, outcome: 'refused' },
        detail: person ? `as ${person.name}` : 'by a name that nobody has',
      }),
    );

  const loginPage = (next: string, tried: Pick<LoginPageProps, 'name' | 'isWrong'> = {}) => (
    <LoginPage shell={shell} hostName={hostName} next={next} hasPassword={hasPassword(store)} {...tried} />
  );

  router.on(routes.setup, {
    GET: async ({ request, url }) => {
      if (isOnlyLooking(request)) throw new HttpError(425, 'Open this address yourself; it works once.');
      const address = addressOf(request);
      beginAttempt(attempts, [address]);
      const owner = await state.transactional.batch(() => store.redeemSetupCode(url.searchParams.get('code') ?? ''));
      if (owner) {
        attempts.takeBack(address);
        return seeOther(routes.home.href(), await openSession(request, owner, 'one-time address'));
      }
      if (guard.identify(request)?.kind !== 'person') {
        await noteRefused(request, 'one-time address', store.owner());
        throw new HttpError(
          403,
          'This one-time address was used or is too old. Run "telltale reset-password" for a new one, or sign in.',
        );
      }
      attempts.takeBack(address);
      return seeOther(routes.home.href());
    },
  });

  router.on(routes.login, {
    GET: {
      offers: ['page'],
      handler: ({ request, url }) => {
        if (guard.identify(request)?.kind === 'person') return seeOther(localPath(url.searchParams.get('next')));
        return htmlResponse(loginPage(url.searchParams.get('next') ?? ''));
      },
    },
    POST: {
      accepts: FORM_TYPES,
      handler: async ({ request, signal }) => {
        const form = await readForm(request, signal);
        const [name, next] = [form.get('name') ?? '', form.get('next') ?? ''];
        const address = addressOf(request);
        beginAttempt(attempts, [address, nameKey(name)]);
        const person = store.findPerson(name);
        const isRight = await verifyPassword(form.get('password') ?? '', person?.passwordHash ?? undefined);
        if (!person || !isRight) {
          await noteRefused(request, 'name and password', person);
          return htmlResponse(loginPage(next, { name, isWrong: true }), 401);
        }
        attempts.takeBack(address);
        attempts.clear(nameKey(name));
        return seeOther(localPath(next), await openSession(request, person, 'name and password'));
      },
    },
  });

  router.on(routes.logout, {
    POST: async ({ request }) => {
      const who = guard.identify(request);
      if (who?.kind === 'person') {
        await state.transactional.batch(() => {
          audit.note({ who: audit.by(request), action: 'session left', subject: addressOf(request) });
          store.closeSession(who.sessionHash);
        });
      }
      return seeOther(routes.login.href(), { 'Set-Cookie': cookie.close() });
    },
  });
}

/** A browser that guesses where the person goes next, or a program that asks for a preview, must not use the code up. */
function isOnlyLooking({ method, headers }: Request): boolean {
  return method === 'HEAD' || headers.has('sec-purpose') || /prefetch|preview/.test(headers.get('purpose') ?? '');
}

const nameKey = (name: string) => `name ${name.slice(0, 100)}`;

function beginAttempt(attempts: Attempts, keys: readonly string[]): void {
  const waitMs = Math.max(...keys.map(key => attempts.waitMs(key)));
  if (waitMs <= 0) {
    for (const key of keys) attempts.started(key);
    return;
  }
  const seconds = Math.ceil(waitMs / 1000);
  throw new HttpError(429, `Too many attempts failed. Try again in ${Math.ceil(seconds / 60)} min.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

function hasPassword(store: AuthStore): boolean {
  return Boolean(store.owner()?.passwordHash);
}

/** Only a path of this server, told by a browser's own rules: `//evil.example`, and that with a backslash or a tab in it, is not. */
function localPath(next: string | null): string {
  const url = next?.startsWith('/') ? URL.parse(next, HERE) : null;
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return routes.home.href();
  return url.pathname + url.search + url.hash;
}

const HERE = 'http://here.invalid';
