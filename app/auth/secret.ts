import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 24;

/** A new unguessable text (192 bits, base64url) behind a prefix that says what it opens: `w_`, `r_`, `a_`, `s_`. */
export function newSecret(prefix: string): string {
  return prefix + randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What is kept of a secret: SHA-256, hex. A fast hash is right here, because the secret has 192 random bits;
 * looking it up by its hash leaks nothing by time.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
