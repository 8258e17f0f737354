/** What a check gives: the value in its normal form, or a sentence for the sender that names the cure. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function valid<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function invalid(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
