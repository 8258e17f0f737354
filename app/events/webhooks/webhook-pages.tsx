import { Button } from '../../../components/button.tsx';
import { CodeLine } from '../../../components/code-line.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { prettyJson } from '../../ingest/pretty-json.ts';
import { routes } from '../../routes.ts';
import type { EventDraft } from '../kept/event.ts';
import type { Payload } from '../kept/keeper-calls.ts';
import { EventsSegment } from '../page/events-segment.tsx';
import { priorityLooks } from '../page/priority-words.ts';
import { MAPPING_FIELDS, type Mapping, TEMPLATE_MAX_CHARS } from './mapping.ts';
import { SECRET_MAX_CHARS, type Webhook } from './webhook-store.ts';

export interface WebhooksPageProps {
  readonly shell: PageShell;
  readonly webhooks: readonly Webhook[];
}

/** The topics whose webhooks are set up, and a way to set up another. */
export function WebhooksPage({ shell, webhooks }: WebhooksPageProps) {
  return (
    <Page shell={shell} title="Webhooks" room="events" acts={<EventsSegment current="webhooks" />}>
      <div class="webhooks">
        <Sheet id="webhook-new" title="A topic for a program">
          <p class="soft">
            GitHub, GitLab, Gitea, Alertmanager, Grafana and Uptime Kuma are understood as they are; any other JSON is
            read by the names that most programs give things, or as you say.
          </p>
          <form class="webhooks__new" method="get" action={routes.webhooks.href()}>
            <Field
              id="webhook-topic"
              name="topic"
              label="Topic"
              hint="letters, digits, - and _"
              attributes={{ required: true, maxlength: 64, pattern: '[A-Za-z0-9_\\-]+', autocomplete: 'off' }}
            />
            <Button look="solid">Set up</Button>
          </form>
        </Sheet>
        <Sheet id="webhook-list" title="Set up" padded={false}>
          {webhooks.length === 0 ? (
            <Empty title="None yet.">A webhook works without being set up; here it gets a secret and a mapping.</Empty>
          ) : (
            <ul class="webhooks__list">
              {webhooks.map(({ topic, secret, mapping }) => (
                <li>
                  <a class="link" href={routes.webhook.href({ topic })}>
                    {topic}
                  </a>
                  <span class="dim">
                    {mapping ? 'own mapping' : 'by its source'}, {secret === undefined ? 'no secret' : 'with a secret'}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      </div>
    </Page>
  );
}

export interface WebhookPageProps {
  readonly shell: PageShell;
  readonly topic: string;
  readonly webhook: Webhook | undefined;
  /** What stands in the fields of the mapping. */
  readonly mapping: Mapping;
  readonly address: string;
  readonly payload: Payload | undefined;
  readonly preview: readonly EventDraft[];
}

/** How the webhook of one topic is read. */
export function WebhookPage({ shell, topic, webhook, mapping, address, payload, preview }: WebhookPageProps) {
  const hasSecret = webhook?.secret !== undefined;
  return (
    <Page shell={shell} title={topic} note="webhook" room="events" acts={<EventsSegment current="webhooks" />}>
      <div class="webhooks">
        <Sheet id="webhook-address" title="Its address" note="POST, JSON">
          <CodeLine text={address} address={address} prompt="" />
        </Sheet>
        <form class="webhooks__form" method="post" action={routes.webhook.href({ topic })}>
          <Sheet id="webhook-mapping" title="What is read" note="empty: as its source is known">
            <p class="soft">
              Texts with places in them: <code>{'{{alerts[0].labels.alertname}}'}</code> is what lies there in the body,{' '}
              <code>{'{{a|b|"none"}}'}</code> the first that is there.
            </p>
            {MAPPING_FIELDS.map(name => (
              <Field
                id={`mapping-${name}`}
                name={name}
                label={LABELS[name]}
                hint={HINTS[name]}
                value={mapping[name]}
                attributes={{
                  maxlength: TEMPLATE_MAX_CHARS,
                  autocomplete: 'off',
                  spellcheck: 'false',
                  class: 'mono',
                  'hx-post': routes.webhookPreview.href({ topic }),
                  'hx-trigger': 'input changed delay:200ms',
                  'hx-target': '#webhook-preview',
                  'hx-swap': 'outerHTML',
                  'hx-include': 'closest form',
                  'hx-sync': 'closest form:replace',
                }}
              />
            ))}
          </Sheet>
          <Sheet id="webhook-secret" title="Secret" note="GitHub and Gitea sign with it, GitLab sends it">
            <Field
              id="secret"
              name="secret"
              label={hasSecret ? 'Another secret' : 'Secret'}
              hint={hasSecret ? 'one is set; empty leaves it' : 'empty: the token in the address is enough'}
              attributes={{ type: 'password', autocomplete: 'new-password', maxlength: SECRET_MAX_CHARS }}
            />
            {hasSecret && (
              <label class="webhooks__drop">
                <input type="checkbox" name="drop-secret" value="yes" /> Ask for no secret any more
              </label>
            )}
            <p class="webhooks__acts">
              <Button look="solid">Save</Button>
              {webhook && <Button attributes={{ name: 'do', value: 'remove', formnovalidate: '' }}>Remove</Button>}
            </p>
          </Sheet>
        </form>
        <Preview preview={preview} hasPayload={payload !== undefined} />
        <Sheet id="webhook-payload" title="Last body" note={payload === undefined ? 'none came yet' : undefined}>
          {payload === undefined ? (
            <p class="soft">When the first one has come, it stands here, and the preview shows what is made of it.</p>
          ) : (
            <section class="webhooks__payload" tabindex={0} aria-label="Body as JSON">
              <pre>{prettyJson(payload.body) ?? payload.body}</pre>
            </section>
          )}
        </Sheet>
      </div>
    </Page>
  );
}

const LABELS: Readonly<Record<keyof Mapping, string>> = {
  title: 'Title',
  message: 'Message',
  priority: 'Priority',
  tags: 'Tags',
  click: 'Link',
  sequence: 'Sequence id',
};

const HINTS: Readonly<Record<keyof Mapping, string>> = {
  title: '',
  message: '',
  priority: '1 to 5, or a severity in words',
  tags: 'behind commas',
  click: 'http or https',
  sequence: 'of the same thing: replaces the earlier one',
};

export interface PreviewProps {
  readonly preview: readonly EventDraft[];
  readonly hasPayload: boolean;
}

/** What would be made of the last body. */
export function Preview({ preview, hasPayload }: PreviewProps) {
  return (
    <div id="webhook-preview" aria-live="polite">
      <Sheet id="webhook-made" title="What becomes of the last body" padded={false}>
        {!hasPayload && <p class="webhooks__none soft">No body came yet.</p>}
        <ol class="events">
          {preview.map(({ title, message, priority, tags, click, sequence }) => (
            <li class="event">
              <div class="event__what">
                <p class="event__head">
                  <b class="event__title">{title || message}</b>
                </p>
                {title !== '' && <p class="event__message">{message}</p>}
                <p class="event__about">
                  <span>{priorityLooks[priority].word} priority</span>
                  {tags.map(tag => (
                    <span>#{tag}</span>
                  ))}
                  {click !== undefined && <span>{click}</span>}
                  {sequence !== undefined && <span>sequence {sequence}</span>}
                </p>
              </div>
            </li>
          ))}
        </ol>
      </Sheet>
    </div>
  );
}
