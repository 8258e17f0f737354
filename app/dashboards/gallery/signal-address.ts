import { SIGNAL_KINDS, type SignalKind } from './chosen-signal.ts';

/** Which signal an address means. */
export interface SignalAddress {
  readonly kind: SignalKind;
  readonly name: string;
}

const NAME_MAX_CHARS = 2000;

/** `reading temperature`, as it stands in an address and in forms. */
export function writeSignal({ kind, name }: SignalAddress): string {
  return `${kind} ${name}`;
}

/** Undefined: no signal is meant. */
export function readSignal(text: string | null | undefined): SignalAddress | undefined {
  const [, word, name] = /^(\w+) ([\s\S]+)$/.exec(text ?? '') ?? [];
  const kind = SIGNAL_KINDS.find(one => one === word);
  return kind && name && name.length <= NAME_MAX_CHARS ? { kind, name } : undefined;
}
