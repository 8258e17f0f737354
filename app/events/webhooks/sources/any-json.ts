import { textAt, toText } from '../read-path.ts';
import { severityToPriority } from '../severity.ts';
import type { WebhookSource } from '../webhook-source.ts';

const TITLES = ['title', 'subject', 'summary', 'name', 'event', 'type'];
const MESSAGES = ['message', 'text', 'msg', 'description', 'body', 'content', 'details', 'reason'];
const SEVERITIES = ['priority', 'severity', 'level', 'status', 'state'];
const LINKS = ['url', 'link', 'click', 'html_url', 'href'];

/** Any JSON: the fields that most programs call alike, and the whole of it where there are none. */
export const anyJson: WebhookSource = {
  name: 'json',
  recognises: () => true,
  read(body) {
    const first = (names: readonly string[]) => names.map(name => textAt(body, name)).find(text => text !== '') ?? '';
    const title = first(TITLES);
    const message = first(MESSAGES);
    return [
      {
        title,
        message: message === '' && title === '' ? toText(body) : message,
        priority: severityToPriority(first(SEVERITIES)),
        tags: [],
        click: first(LINKS),
      },
    ];
  },
};
