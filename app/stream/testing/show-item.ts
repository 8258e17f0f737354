import type { Item } from '../reactive.ts';
import type { Value } from './stream-model.ts';

/** An item as the model writes it. */
export function showItem(item: Item<Value>): string {
  if (item.kind === 'event') return showEvent(item.seq, item.value);
  if (item.kind === 'gap') return `${item.reason} ${item.missed}`;
  return showSnapshot([...item.values.values()], item.upTo);
}

export function showEvent(seq: number, value: Value): string {
  return `#${seq} ${value.key}:${value.made}`;
}

export function showSnapshot(values: readonly Value[], upTo: number): string {
  return `{${values.map(({ key, made }) => `${key}:${made}`).join(' ')}} to ${upTo}`;
}
