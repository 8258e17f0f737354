import { readPath, textAt } from '../read-path.ts';
import type { WebhookSource } from '../webhook-source.ts';

/** What its numbers mean. */
const STATES: Readonly<Record<string, string>> = {
  '0': 'is down',
  '1': 'is up',
  '2': 'is pending',
  '3': 'is in maintenance',
};

export const uptimeKuma: WebhookSource = {
  name: 'uptime-kuma',
  recognises: body =>
    typeof body === 'object' && body !== null && 'heartbeat' in body && 'monitor' in body && textAt(body, 'msg') !== '',
  read(body) {
    const monitor = textAt(body, 'monitor.name');
    // A test has neither.
    if (monitor === '' || readPath(body, 'heartbeat') === null)
      return [{ title: 'Uptime Kuma', message: textAt(body, 'msg'), priority: 3, tags: [] }];
    const status = textAt(body, 'heartbeat.status');
    const isDown = status === '0';
    return [
      {
        title: `${monitor} ${STATES[status] ?? `has status ${status}`}`,
        message: textAt(body, 'heartbeat.msg') || textAt(body, 'msg'),
        priority: isDown ? 5 : 3,
        tags: [isDown ? 'red_circle' : 'green_circle'],
        click: textAt(body, 'monitor.url'),
        sequence: `monitor-${textAt(body, 'monitor.id').replaceAll(/[^-\w]/g, '') || 'unknown'}`,
      },
    ];
  },
};
