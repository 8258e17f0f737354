import { readPath, textAt } from '../read-path.ts';
import type { WebhookSource } from '../webhook-source.ts';
import { readAlerts } from './read-alerts.ts';

export const alertmanager: WebhookSource = {
  name: 'alertmanager',
  recognises: body => Array.isArray(readPath(body, 'alerts')) && textAt(body, 'groupKey') !== '',
  read: body => readAlerts(body, alert => textAt(alert, 'generatorURL') || textAt(body, 'externalURL')),
};
