import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CertificateFiles } from '../http/tls/read-certificate.ts';
import { type CertificateOptions, type MadeCertificate, makeCertificate } from './make-certificate.ts';

/** A certificate in a folder of its own, that can be put in the place of another. */
export interface TempCertificate extends CertificateFiles {
  /** The one that was put there last. */
  readonly made: MadeCertificate;
  /** As settings of a server. */
  readonly env: Readonly<Record<'TELLTALE_TLS_CERT' | 'TELLTALE_TLS_KEY', string>>;
  put(made: MadeCertificate): void;
  remove(): void;
}

/** Writes a certificate and its key to files; `remove` takes them away. */
export function openTempCertificate(options: CertificateOptions = {}): TempCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-certificate-'));
  const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  let made = makeCertificate(options);
  const put = (next: MadeCertificate) => {
    made = next;
    writeFileSync(files.certFile, made.cert);
    writeFileSync(files.keyFile, made.key);
  };
  put(made);
  return {
    ...files,
    get made() {
      return made;
    },
    env: { TELLTALE_TLS_CERT: files.certFile, TELLTALE_TLS_KEY: files.keyFile },
    put,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
