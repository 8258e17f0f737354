import { type Certificate, type CertificateFiles, readCertificate } from './read-certificate.ts';

/** Files that changed and cannot be used: the certificate of before stays. */
export interface FailedRenewal {
  readonly sinceMs: number;
  /** One sentence or two. */
  readonly why: string;
}

export interface RenewOptions {
  /** Gets each certificate that takes the place of another. */
  readonly onRenew: (certificate: Certificate) => void;
  /** Called once for each reason why the files cannot be used. */
  readonly onTrouble: (sentence: string) => void;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/** How often the files are looked at. */
const LOOK_EVERY_MS = 5000;

/** The certificate in use. It is read anew when its files change, as whoever renews certificates changes them. */
export class KeptCertificate {
  readonly #files: CertificateFiles;
  readonly #now: () => number;
  #current: Certificate;
  #failed: FailedRenewal | undefined;
  #isNoticed = false;

  /** @throws UnusableCertificateError when the files cannot be used. */
  constructor(files: CertificateFiles, now: () => number) {
    this.#files = files;
    this.#now = now;
    this.#current = readCertificate(files);
  }

  get current(): Certificate {
    return this.#current;
  }

  /** Undefined when the files hold the certificate that is in use. */
  get failed(): FailedRenewal | undefined {
    return this.#isNoticed ? this.#failed : undefined;
  }

  /** Looks at the files until the signal aborts. They may be links that lead elsewhere afterwards, so they are read. */
  renew({ onRenew, onTrouble, signal, everyMs = LOOK_EVERY_MS }: RenewOptions): void {
    const timer = setInterval(() => this.#look(onRenew, onTrouble), everyMs).unref();
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #look(onRenew: RenewOptions['onRenew'], onTrouble: RenewOptions['onTrouble']): void {
    try {
      const read = readCertificate(this.#files);
      const isNew = read.cert !== this.#current.cert || read.key !== this.#current.key;
      this.#failed = undefined;
      this.#isNoticed = false;
      if (!isNew) return;
      onRenew(read);
      this.#current = read;
    } catch (error) {
      this.#noteFailure((error as Error).message, onTrouble);
    }
  }

  /** Between the two files there is a moment when they do not fit: only what is still so at the next look is told. */
  #noteFailure(why: string, onTrouble: RenewOptions['onTrouble']): void {
    const isSame = this.#failed?.why === why;
    if (isSame && !this.#isNoticed) {
      this.#isNoticed = true;
      onTrouble(`${why} The certificate of before stays in use.`);
    }
    if (!isSame) {
      this.#failed = { why, sinceMs: this.#now() };
      this.#isNoticed = false;
    }
  }
}
