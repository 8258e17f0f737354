import { ConfirmPage } from '../../components/confirm.tsx';
import { Toast } from '../../components/toast.tsx';
import type { Actor, Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { findControl } from '../dashboards/control/find-control.ts';
import type { PanelOf } from '../dashboards/definition.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { FORM_TYPES, readForm, readJson } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import { createRateMeter } from '../http/rate-meter.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { type Controls, targetOf } from './controls.ts';
import { readValue } from './read-value.ts';
import type { Press, PressStore } from './store.ts';

export interface ControlRoutesOptions {
  readonly dashboards: Pick<DashboardStore, 'find'>;
  readonly controls: Controls;
  readonly presses: Pick<PressStore, 'newest'>;
  readonly history: Pick<History, 'labelValues'>;
  readonly audit: Pick<Audit, 'by'>;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly now: () => number;
}

interface Ctx {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly params: { readonly slug: string; readonly panel: string };
}

type Control = PanelOf<'control'>;

/** Presses of one control by one person or token: as many at once, and in each window. */
const PRESSES_PER_WINDOW = 30;
const WINDOW_MS = 10_000;

/** Pressing: a form, htmx and JSON at one address; GET asks first, and works without script. */
export function mountControls(router: PatternRouter, options: ControlRoutesOptions): void {
  const { dashboards, controls, presses, audit, guard, shell, now } = options;
  const meter = createRateMeter({ limit: PRESSES_PER_WINDOW, windowMs: WINDOW_MS, now });

  const requireControl = ({ params, url, signal }: Pick<Ctx, 'params' | 'url' | 'signal'>): Promise<Control> =>
    findControl(options, dashboards.find(params.slug), params, url.searchParams, signal);

  const press = async (who: Actor, slug: string, control: Control, given: unknown) => {
    const read = readValue(control, given);
    if ('problem' in read) throw new HttpError(422, read.problem);
    const { isRefused, untilNextMs } = meter.take(`${who.name} ${slug}/${control.id}`);
    if (isRefused) {
      const seconds = Math.ceil(untilNextMs / 1000);
      const headers = { 'Retry-After': String(seconds) };
      throw new HttpError(429, `That was pressed too often. Try again in ${seconds} s.`, { headers });
    }
    const { value, wire } = read;
    const pressed = { slug, panel: control.id, value, wire, sends: control.sends };
    const done = await controls.press(who, pressed, control.title);
    if (done.outcome === 'failed') throw new HttpError(422, `It was not taken: ${done.result}`);
    return done;
  };

  const ask = ({ params, url }: Pick<Ctx, 'params' | 'url'>, control: Control, given: string) => {
    const pressed = readValue(control, given);
    if ('problem' in pressed) throw new HttpError(422, pressed.problem);
    return htmlResponse(<Question {...{ shell, params, url, control, given, wire: pressed.wire }} />);
  };

  const answerJson = async (ctx: Ctx): Promise<Response> => {
    const { request, params, signal } = ctx;
    guard.require(request, 'own');
    const control = await requireControl(ctx);
    const given = isForm(request)
      ? (await readForm(request, signal)).get('value')
      : ((await readJson(request, signal)) as { value?: unknown } | null)?.value;
    const done = await press(audit.by(request), params.slug, control, given);
    const status = done.outcome === 'waiting' ? 202 : 200;
    return Response.json(toJson(done), { status, headers: { 'Cache-Control': 'no-store' } });
  };

  const answerForm = async (ctx: Ctx): Promise<Response> => {
    const { request, params, url, signal } = ctx;
    guard.require(request, 'own');
    const control = await requireControl(ctx);
    const form = await readForm(request, signal);
    const given = form.get('value') ?? '';
    const isHtmx = request.headers.has('HX-Request');
    if (control.question !== undefined && form.get('answer') !== 'yes') {
      // The page was drawn before there was a question.
      if (isHtmx) return goTo(routes.panelControl.href(params, { ...valuesIn(url), value: given }));
      return ask(ctx, control, given);
    }
    const done = await press(audit.by(request), params.slug, control, given);
    if (isHtmx) return fragmentResponse(<Pressed press={done} title={control.title} />);
    return seeOther(backTo(request, params.slug, control.id));
  };

  /** htmx shows what was refused where it shows what was done; a whole page would go there else. */
  const inToast = async (answer: Promise<Response>): Promise<Response> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return fragmentResponse(<Toast stays>{error.message}</Toast>, error.status);
    }
  };

  router.represent(routes.panelControl, {
    offers: ['page', 'json'],
    load: async ({ params, url, request, signal }) => {
      guard.require(request, 'own');
      const control = await requireControl({ params, url, signal });
      return { params, url, control, given: url.searchParams.get('value') ?? '' };
    },
    page: ({ params, url, control, given }) => ask({ params, url }, control, given),
    json: ({ params: { slug }, control }) => {
      const newest = presses.newest(slug, control.id);
      const headers = { 'Cache-Control': 'no-store' };
      return Response.json({ newest: newest ? toJson(newest) : null }, { headers });
    },
  });

  router.on(routes.panelControl, {
    POST: {
      accepts: [...FORM_TYPES, 'application/json'],
      handler: (ctx: Ctx) => {
        if (ctx.request.headers.has('HX-Request')) return inToast(answerForm(ctx));
        return isForm(ctx.request) && wantsPage(ctx.request) ? answerForm(ctx) : answerJson(ctx);
      },
    },
  });
}

interface QuestionProps {
  readonly shell: PageShell;
  readonly params: Ctx['params'];
  readonly url: URL;
  readonly control: Control;
  readonly given: string;
  readonly wire: string;
}

function Question({ shell, params, url, control, given, wire }: QuestionProps) {
  const hidden = (
    <>
      <input type="hidden" name="value" value={given} />
      <input type="hidden" name="answer" value="yes" />
    </>
  );
  return (
    <Page shell={shell} title={control.title} room="home">
      <ConfirmPage
        id="question"
        title={control.question ?? `Press “${control.title}”?`}
        action={routes.panelControl.href(params, valuesIn(url))}
        confirm={`Send “${wire}”`}
        cancelHref={dashboardHref(params.slug, control.id)}
        hidden={hidden}
      >
        <p>
          “{wire}” goes to {targetOf(control.sends)}.
        </p>
      </ConfirmPage>
    </Page>
  );
}

function Pressed({ press, title }: { readonly press: Press; readonly title: string }) {
  const verb = press.outcome === 'waiting' ? 'Sending' : 'Sent';
  return (
    <Toast>
      {verb} “{press.wire}” to {title}
    </Toast>
  );
}

function toJson({ id, atMs, value, wire, outcome, result, who }: Press) {
  return { press: id, atMs, who, value, text: wire, outcome, ...(result !== '' && { result }) };
}

function goTo(href: string): Response {
  return new Response(null, { status: 204, headers: { 'HX-Redirect': href, 'Cache-Control': 'no-store' } });
}

function isForm(request: Request): boolean {
  return (request.headers.get('content-type') ?? '').startsWith(FORM_TYPES[0]!);
}

function wantsPage(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('html');
}

/** What an address says of the values of variables. */
function valuesIn(url: URL): Record<string, string[]> {
  const names = [...new Set(url.searchParams.keys())].filter(name => name.startsWith('var-'));
  return Object.fromEntries(names.map(name => [name, url.searchParams.getAll(name)]));
}

function dashboardHref(slug: string, id: string, search = ''): string {
  return `${routes.dashboard.href({ slug })}${search}#panel-${id}`;
}

/** The dashboard as it was looked at, with its range, as far as the browser says. */
function backTo(request: Request, slug: string, id: string): string {
  const from = URL.parse(request.headers.get('referer') ?? '');
  const isThere = from?.pathname === routes.dashboard.href({ slug });
  return dashboardHref(slug, id, isThere ? from.search : '');
}
