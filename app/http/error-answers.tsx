import { Bar } from '../../components/bar.tsx';
import { Button } from '../../components/button.tsx';
import { Document } from '../../components/document.tsx';
import { ErrorPage } from '../../components/error-page.tsx';
import { routes } from '../routes.ts';
import { HttpError } from './http-error.ts';
import type { Middleware } from './middleware.ts';
import { htmlResponse, type PageShell, seeOther } from './page.tsx';
import { isUpgrade } from './upgrade.ts';

export interface ErrorAnswersOptions {
  readonly shell: PageShell;
  /** Hears of every error that is not the client's. */
  readonly onError: (error: unknown, reference: string) => void;
  /** Gives another error in place of one that could say more to the client. Default: the same. */
  readonly explain?: (error: unknown) => unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'This request cannot be read',
  401: 'Sign in first',
  403: 'This is not allowed',
  404: 'There is nothing here',
  405: 'This cannot be done here',
  406: 'There is no such form of this',
  413: 'That is too much at once',
  415: 'This kind of content is not understood',
  421: 'This server goes by another name',
  429: 'Too many attempts',
  501: 'There is no such method',
  503: 'Too busy for a moment',
};

/** Answers thrown errors in the form the client understands: a page, JSON, or a sentence. A browser without a session goes to sign in. */
export function errorAnswers({ shell, onError, explain = error => error }: ErrorAnswersOptions): Middleware {
  return {
    name: 'error-answers',
    processError(thrown, exchange) {
      const error = toHttpError(explain(thrown));
      // The trace id: the same as in the access log, and in the logs of whoever called.
      const reference = isOurs(error) ? exchange.trace.traceId : undefined;
      if (reference) onError(thrown, reference);
      const { request } = exchange;
      if (error.status === 401 && isVisit(request)) return seeOther(loginHref(request));
      const headers = { Vary: 'Accept', ...error.headers, 'Cache-Control': 'no-store' };
      if (prefers(request, 'html'))
        return htmlResponse(<ErrorDocument shell={shell} error={error} reference={reference} />, error.status, headers);
      if (prefers(request, 'json'))
        return Response.json({ error: error.message, reference }, { status: error.status, headers });
      return new Response(`${error.message}\n${reference ? `Reference: ${reference}\n` : ''}`, {
        status: error.status,
        headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
      });
    },
  };
}

/** 501 answers a method that nobody knows, 503 a rush; neither is a fault, and a line for each would fill the log. */
function isOurs({ status }: HttpError): boolean {
  return status >= 500 && status !== 501 && status !== 503;
}

interface Busy {
  readonly retryAfterSeconds: number;
  /** What to tell the sender, where it is not only a rush. */
  readonly sentence?: string;
}

function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  if (isBusy(thrown)) {
    const message = thrown.sentence ?? 'Too much is waiting to be written. Send it again in a moment.';
    return new HttpError(503, message, {
      headers: { 'Retry-After': String(thrown.retryAfterSeconds) },
      cause: thrown,
    });
  }
  return new HttpError(500, 'Something went wrong here. It is in the log.', { cause: thrown });
}

function isBusy(thrown: unknown): thrown is Busy {
  return thrown instanceof Error && 'retryAfterSeconds' in thrown;
}

/** A browser that goes to a page, not htmx, not a program, and no web socket. */
function isVisit(request: Request): boolean {
  const isPage = request.method === 'GET' && prefers(request, 'html') && !isUpgrade(request);
  return isPage && !request.headers.has('hx-request');
}

function loginHref(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return routes.login.href({}, pathname === routes.home.href() ? {} : { next: pathname + search });
}

function prefers(request: Request, form: 'html' | 'json'): boolean {
  return (request.headers.get('accept') ?? '').includes(form);
}

interface ErrorDocumentProps {
  readonly shell: PageShell;
  readonly error: HttpError;
  readonly reference: string | undefined;
}

function ErrorDocument({ shell, error, reference }: ErrorDocumentProps) {
  const title = TITLES[error.status] ?? (error.status >= 500 ? 'Something went wrong' : 'This did not work');
  const acts = (
    <>
      <Button look="solid" href={routes.home.href()}>
        Home
      </Button>
      <Button href={routes.explore.href()}>Explore</Button>
    </>
  );
  return (
    <Document title={title} assetHref={shell.assetHref}>
      <Bar homeHref={routes.home.href()} entries={[]} />
      <ErrorPage status={error.status} title={title} acts={acts} reference={reference}>
        {error.message}
      </ErrorPage>
    </Document>
  );
}
