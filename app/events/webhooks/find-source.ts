import { alertmanager } from './sources/alertmanager.ts';
import { anyJson } from './sources/any-json.ts';
import { github } from './sources/github.ts';
import { gitlab } from './sources/gitlab.ts';
import { grafana } from './sources/grafana.ts';
import { uptimeKuma } from './sources/uptime-kuma.ts';
import type { HookHeaders, WebhookSource } from './webhook-source.ts';

/** The first that recognises a body reads it; the last one reads every JSON. */
export const webhookSources: readonly WebhookSource[] = [github, gitlab, grafana, alertmanager, uptimeKuma, anyJson];

export function findSource(body: unknown, headers: HookHeaders): WebhookSource {
  return webhookSources.find(source => source.recognises(body, headers)) ?? anyJson;
}
