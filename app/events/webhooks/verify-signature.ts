import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HookHeaders } from './webhook-source.ts';

/**
 * Whether a body was sent by who knows the secret: GitHub's `X-Hub-Signature-256` and Gitea's `X-Gitea-Signature`, made of
 * the bytes as they came, or GitLab's `X-Gitlab-Token`, which is the secret itself. Takes the same time whatever is wrong.
 */
export function hasSignature(body: Uint8Array, headers: HookHeaders, secret: string): boolean {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const signature = headers['x-hub-signature-256']?.replace(/^sha256=/i, '') ?? headers['x-gitea-signature'];
  if (signature !== undefined) return isSame(signature.toLowerCase(), digest);
  return isSame(headers['x-gitlab-token'] ?? '', secret);
}

/** Compares digests, which have one length, so that not even the length is given away. */
function isSame(given: string, right: string): boolean {
  const key = 'compare';
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
