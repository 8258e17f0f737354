import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { FORM_TYPES, readForm } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { fragmentResponse, htmlResponse, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import type { EventDraft } from './kept/event.ts';
import type { Events } from './kept/events.ts';
import type { Payload } from './kept/keeper-calls.ts';
import { topicProblem } from './kept/topic-name.ts';
import { hookAddress } from './page/send-line.ts';
import { MAPPING_FIELDS, Mapping } from './webhooks/mapping.ts';
import { toDrafts } from './webhooks/to-drafts.ts';
import { Preview, WebhookPage, WebhooksPage } from './webhooks/webhook-pages.tsx';
import { MAX_WEBHOOKS, SECRET_MAX_CHARS, type WebhookStore } from './webhooks/webhook-store.ts';

export interface WebhookPagesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly events: Pick<Events, 'payload'>;
  readonly webhooks: WebhookStore;
  readonly guard: Guard;
  readonly shell: PageShell;
  readonly writeToken: WriteToken;
  readonly publicUrl: URL | undefined;
}

const NO_MAPPING: Mapping = { title: '', message: '', priority: '', tags: '', click: '', sequence: '' };

interface Ctx {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly params: { readonly topic: string };
}

/** Setting up webhooks: a secret, and how a body is read. */
export function mountWebhookPages(router: PatternRouter, options: WebhookPagesOptions): void {
  const { state, audit, events, webhooks, guard, shell } = options;

  router.on(routes.webhooks, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ url }: Pick<Ctx, 'request' | 'url'>) => {
        const topic = url.searchParams.get('topic')?.trim();
        if (topic) return seeOther(routes.webhook.href({ topic: requireTopic(topic) }));
        return htmlResponse(<WebhooksPage shell={shell} webhooks={webhooks.list()} />);
      }),
    },
  });

  router.on(routes.webhook, {
    GET: {
      offers: ['page'],
      handler: guard.own(async ({ params, url }: Ctx) => {
        const topic = requireTopic(params.topic);
        const webhook = webhooks.of(topic);
        const payload = await events.payload(topic);
        const token = options.writeToken.read() ?? 'TOKEN';
        const address = hookAddress((options.publicUrl ?? url).origin, topic, token);
        const preview = previewOf(payload, webhook?.mapping);
        const mapping = webhook?.mapping ?? NO_MAPPING;
        return htmlResponse(<WebhookPage {...{ shell, topic, webhook, mapping, address, payload, preview }} />);
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, params, signal }: Ctx) => {
        const topic = requireTopic(params.topic);
        const form = await readForm(request, signal);
        if (form.get('do') === 'remove') {
          await state.transactional.batch(() => {
            webhooks.remove(topic);
            audit.note({ who: audit.by(request), action: 'webhook removed', subject: topic });
          });
          return seeOther(routes.webhooks.href());
        }
        const secret = secretOf(form, webhooks.of(topic)?.secret);
        const mapping = mappingOf(form);
        const isKept = await state.transactional.batch(() => {
          const isPut = webhooks.put({ topic, secret, mapping });
          const detail = secret === undefined ? 'without a secret' : 'with a secret';
          if (isPut) audit.note({ who: audit.by(request), action: 'webhook set', subject: topic, detail });
          return isPut;
        });
        if (!isKept)
          throw new HttpError(409, `${MAX_WEBHOOKS} webhooks are set up, which is the limit. Remove one first.`);
        return seeOther(routes.webhook.href({ topic }));
      }),
    },
  });

  router.on(routes.webhookPreview, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, params, signal }: Ctx) => {
        const payload = await events.payload(requireTopic(params.topic));
        const mapping = mappingOf(await readForm(request, signal));
        return fragmentResponse(<Preview preview={previewOf(payload, mapping)} hasPayload={payload !== undefined} />);
      }),
    },
  });
}

function requireTopic(topic: string): string {
  const problem = topicProblem(topic);
  if (problem !== undefined) throw new HttpError(400, problem);
  return topic;
}

function previewOf(payload: Payload | undefined, mapping: Mapping | undefined): readonly EventDraft[] {
  return payload ? toDrafts({ ...payload, body: JSON.parse(payload.body) }, mapping) : [];
}

/** Undefined when all of it is empty: then the source is known, or guessed. */
function mappingOf(form: URLSearchParams): Mapping | undefined {
  const written = Object.fromEntries(MAPPING_FIELDS.map(name => [name, (form.get(name) ?? '').trim()]));
  if (Object.values(written).every(text => text === '')) return undefined;
  const { data, error } = Mapping.safeParse(written);
  if (!data) throw new HttpError(400, `The mapping cannot be kept: ${error.issues[0]!.message}.`);
  return data;
}

function secretOf(form: URLSearchParams, before: string | undefined): string | undefined {
  if (form.get('drop-secret') === 'yes') return undefined;
  const given = form.get('secret') ?? '';
  if (given.length > SECRET_MAX_CHARS) throw new HttpError(400, `A secret has at most ${SECRET_MAX_CHARS} characters.`);
  return given === '' ? before : given;
}
