import { readPath, textAt } from '../read-path.ts';
import type { WebhookSource } from '../webhook-source.ts';
import { readAlerts } from './read-alerts.ts';

/** Grafana's alerting; its bodies are Alertmanager's, with more. */
export const grafana: WebhookSource = {
  name: 'grafana',
  recognises: body => Array.isArray(readPath(body, 'alerts')) && textAt(body, 'orgId') !== '',
  read: body =>
    readAlerts(
      body,
      alert =>
        textAt(alert, 'panelURL') ||
        textAt(alert, 'dashboardURL') ||
        textAt(alert, 'generatorURL') ||
        textAt(body, 'externalURL'),
    ),
};
