import type { OtlpAttributes } from './otlp-attributes.ts';
import { keyOf, type OtlpSource } from './otlp-series.ts';

/** Attributes of a resource that become `job` and `instance`. */
const NAMING: ReadonlySet<string> = new Set(['service.name', 'service.namespace', 'service.instance.id']);

/** The labels of what a resource sends; `info` is what else it says, undefined where there is nothing to join it by. */
export function sourceOf(resource: OtlpAttributes): OtlpSource & { readonly info?: OtlpAttributes } {
  const find = (key: string) => resource.find(([name]) => name === key)?.[1] ?? '';
  const [name, namespace, instance] = [find('service.name'), find('service.namespace'), find('service.instance.id')];
  const job = namespace !== '' && name !== '' ? `${namespace}/${name}` : name;
  const labels = [['job', job] as const, ['instance', instance] as const].filter(([, value]) => value !== '');
  const info = resource.filter(([key]) => !NAMING.has(key));
  const known = { labels, key: keyOf(labels) };
  return info.length > 0 && labels.length > 0 ? { ...known, info } : known;
}
