export type Scope = 'ingest' | 'read' | 'admin';

/** Who is asking, and by which proof. */
export type Identity =
  | { readonly kind: 'person'; readonly personId: number; readonly name: string; readonly sessionHash: string }
  | { readonly kind: 'token'; readonly tokenId: number; readonly name: string; readonly scope: Scope };

/** What a request may do. `own` is everything: settings, tokens, dashboards. */
export type Right = 'read' | 'ingest' | 'own';

/** A person may read and own; only a token may ingest, so that no page can be tricked into writing readings. */
export function hasRight(identity: Identity | undefined, right: Right): boolean {
  if (!identity) return false;
  if (identity.kind === 'person') return right !== 'ingest';
  if (identity.scope === 'admin') return true;
  return right === identity.scope;
}
