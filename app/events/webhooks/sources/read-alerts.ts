import { readPath, textAt } from '../read-path.ts';
import { severityToPriority } from '../severity.ts';
import type { HookEvent } from '../webhook-source.ts';

/** Alerts of one body at most; the rest is counted. */
const MAX_ALERTS = 20;

/**
 * The alerts of a body as Alertmanager sends it, each with its end under one sequence: what is resolved takes the place
 * of what was firing.
 */
export function readAlerts(body: unknown, linkOf: (alert: unknown) => string): HookEvent[] {
  const found = readPath(body, 'alerts');
  const alerts = Array.isArray(found) ? found : [];
  const events = alerts.slice(0, MAX_ALERTS).map(alert => toEvent(alert, linkOf(alert)));
  const rest = alerts.length - events.length + (Number(textAt(body, 'truncatedAlerts')) || 0);
  if (rest > 0) events.push({ title: `and ${rest} more alerts`, message: '', priority: 3, tags: [] });
  return events;
}

function toEvent(alert: unknown, click: string): HookEvent {
  const isFiring = textAt(alert, 'status') !== 'resolved';
  const name = textAt(alert, 'labels.alertname') || 'alert';
  const severity = textAt(alert, 'labels.severity');
  const fingerprint = textAt(alert, 'fingerprint');
  return {
    title: `${name} ${isFiring ? 'is firing' : 'is resolved'}`,
    message: textAt(alert, 'annotations.summary') || textAt(alert, 'annotations.description') || otherLabels(alert),
    priority: isFiring ? severityToPriority(severity || 'warning') : 3,
    tags: [isFiring ? 'rotating_light' : 'white_check_mark', ...(severity === '' ? [] : [severity])],
    click,
    ...(/^[-\w]{1,64}$/.test(fingerprint) && { sequence: fingerprint }),
  };
}

function otherLabels(alert: unknown): string {
  const labels = readPath(alert, 'labels');
  if (typeof labels !== 'object' || labels === null) return '';
  const pairs = Object.entries(labels).filter(([name]) => name !== 'alertname' && name !== 'severity');
  return pairs.map(([name, value]) => `${name}=${value}`).join(' ');
}
