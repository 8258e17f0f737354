import { formatDuration } from '../../components/format/format-duration.ts';
import type { FailedRenewal } from '../http/tls/kept-certificate.ts';
import type { Certificate } from '../http/tls/read-certificate.ts';
import type { ServerTrouble } from './server-troubles.ts';

/** The certificate of a server that speaks https. */
export interface CertificateInUse {
  readonly current: Pick<Certificate, 'names' | 'fromMs' | 'untilMs'>;
  readonly failed: FailedRenewal | undefined;
}

const DAY_MS = 24 * 60 * 60_000;
/** Whoever renews certificates by itself has done so long before. */
const WARN_BEFORE_MS = 14 * DAY_MS;
const CRIT_BEFORE_MS = 3 * DAY_MS;

/** `for telltale.example, until 2027-02-26, which is in 90 d` */
export function certificateWords({ names, untilMs }: CertificateInUse['current'], nowMs: number): string {
  const of = names.length === 0 ? '' : `for ${names.join(', ')}, `;
  const left = untilMs > nowMs ? `which is in ${formatDuration(untilMs - nowMs)}` : 'which is over';
  return `${of}until ${dayOf(untilMs)}, ${left}`;
}

/** That it ends soon or has ended, has not begun, or cannot be renewed. */
export function certificateTroubles({ current, failed }: CertificateInUse, nowMs: number): ServerTrouble[] {
  const troubles: ServerTrouble[] = [];
  const time = ofTime(current, nowMs);
  if (time) troubles.push(time);
  if (failed) {
    troubles.push({
      status: 'warn',
      sinceMs: failed.sinceMs,
      what: `A new certificate cannot be used. ${failed.why} The one of before stays in use.`,
      cure: 'Put a certificate and its key there; they are read anew within ten seconds, without a restart.',
    });
  }
  return troubles;
}

function ofTime({ fromMs, untilMs }: CertificateInUse['current'], nowMs: number): ServerTrouble | undefined {
  if (nowMs < fromMs) {
    return {
      status: 'crit',
      sinceMs: nowMs,
      what: `The certificate is not valid before ${dayOf(fromMs)}. Until then browsers and senders refuse to connect.`,
      cure: 'Look whether the clock of this machine is right, or use another certificate.',
    };
  }
  const leftMs = untilMs - nowMs;
  if (leftMs > WARN_BEFORE_MS) return undefined;
  const cure = 'Renew it in TELLTALE_TLS_CERT and TELLTALE_TLS_KEY; it is taken within ten seconds, without a restart.';
  if (leftMs <= 0) {
    const what = 'The certificate has ended. Browsers and senders refuse to connect.';
    return { status: 'crit', sinceMs: untilMs, what, cure };
  }
  const what = `The certificate ends in ${formatDuration(leftMs)}. Then browsers and senders refuse to connect.`;
  const isCrit = leftMs <= CRIT_BEFORE_MS;
  return {
    status: isCrit ? 'crit' : 'warn',
    sinceMs: untilMs - (isCrit ? CRIT_BEFORE_MS : WARN_BEFORE_MS),
    what,
    cure,
  };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
