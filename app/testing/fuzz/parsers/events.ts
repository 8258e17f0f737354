import assert from 'node:assert/strict';
import type { EventDraft } from '../../../events/kept/event.ts';
import { eventLimits } from '../../../events/kept/event-limits.ts';
import { readFeedQuery } from '../../../events/page/feed-query.ts';
import { parsePublish } from '../../../events/publish/parse-publish.ts';
import { parseSubscription } from '../../../events/subscribe/parse-subscription.ts';
import { hookHeaders } from '../../../events/webhooks/hook-headers.ts';
import { toDrafts } from '../../../events/webhooks/to-drafts.ts';
import { hasSignature } from '../../../events/webhooks/verify-signature.ts';
import { asRequest } from '../as-request.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';
import { goldenBodies } from '../golden-bodies.ts';
import { parsedJson } from '../parsed-json.ts';

const nowMs = Date.UTC(2026, 10, 28, 14, 3, 22);
/** A known source makes one of each alert or commit, up to so many, and one that tells of the rest. */
const MAX_DRAFTS = 21;

const golden = (folder: string) => goldenBodies(new URL(`../../../events/${folder}/golden/`, import.meta.url));

const MAPPING = {
  ...{
    title: 'Level {{level}}',
    message: '{{alerts[0].labels|msg|"nothing"}}',
    priority: '{{priority}}',
    tags: '{{commits}}',
  },
  ...{ click: '{{url}}', sequence: '{{a.b[0]["c d"]}}' },
};

/** What brings events, and what asks for them. */
export const EVENTS: readonly FuzzedParser[] = [
  {
    name: 'publishing as with ntfy',
    samples: golden('publish'),
    words: [
      ...[
        '=?UTF-8?B?',
        '=?UTF-8?Q?=C3=BC?=',
        '?=',
        '=?x?Q?=zz?= ',
        'view, a, https://a.b/',
        'javascript:',
        'title: x\n',
      ],
      ...[
        '"actions":[',
        '{"action":"view"}',
        'content-type: application/json\n',
        '\n\n',
        'x-priority: 5\n',
        'X-Tags: a,b\n',
      ],
    ],
    open: () => input => {
      const { target, headers, query, body } = asRequest(input);
      const topic = target === '' ? undefined : target;
      const parsed = parsePublish({ topic, headers, query, body }, nowMs);
      if ('problem' in parsed) return assert.match(parsed.problem, /\.$/s);
      assert.match(parsed.draft.topic, /^[-_A-Za-z0-9]{1,64}$/);
      checkDraft(parsed.draft);
    },
  },
  {
    name: 'webhooks',
    samples: golden('webhooks'),
    words: [
      ...[
        '"alerts":[',
        '"groupKey":',
        '"heartbeat":{',
        '"monitor":',
        '"commits":[',
        '"repository":{',
        '"object_kind":"push"',
      ],
      ...['X-GitHub-Event: push\n', 'X-Gitlab-Event: x\n', '"labels":{"severity":', '"url":"https://a.b"', '"status":'],
    ],
    open: () => (input, random) => {
      const { headers, body } = asRequest(input);
      const { kept, signatures } = hookHeaders(headers);
      assert.ok(!hasSignature(body, signatures, 'the right one'));
      const mapping = random(3) === 0 ? MAPPING : undefined;
      const drafts = toDrafts({ topic: 't', body: parsedJson(body) ?? null, headers: kept, atMs: nowMs }, mapping);
      assert.ok(drafts.length <= MAX_DRAFTS);
      for (const draft of drafts) checkDraft(draft);
    },
  },
  {
    name: 'subscriptions',
    samples: ['a,b?since=10m&p=high,1\nx-tags: x,y\n', 'a?poll=1&sched=1', 'a?si=nFS3knfcQ1xe'].map(text =>
      Buffer.from(text),
    ),
    words: ['since=', 'all', 'latest', '1h30m', '1645970742', '&id=', 'last-event-id: x\n'],
    open: () => input => {
      const { target, headers, query } = asRequest(input);
      const parsed = parseSubscription(target, headers, query, nowMs);
      if ('problem' in parsed) assert.match(parsed.problem, /\.$/s);
      else if (parsed.since.kind === 'time') assert.ok(!Number.isNaN(parsed.since.atMs));
      const feed = readFeedQuery(new URL(`http://localhost/?${query}`));
      assert.ok(feed.search.length <= 200 && (feed.beforeSeq === undefined || Number.isSafeInteger(feed.beforeSeq)));
    },
  },
];

function checkDraft({ title, message, tags, actions, click, sequence = 'x', priority }: EventDraft): void {
  assert.ok(title !== '' || message !== '');
  assert.ok(
    Buffer.byteLength(title) <= eventLimits.titleBytes && Buffer.byteLength(message) <= eventLimits.messageBytes,
  );
  assert.ok(tags.length <= eventLimits.tags && actions.length <= eventLimits.actions);
  assert.ok(priority >= 1 && priority <= 5);
  for (const link of [click ?? 'https:', ...actions.map(({ url }) => url)]) assert.match(link, /^https?:/);
  assert.match(sequence, /^[-\w]{1,64}$/);
}
