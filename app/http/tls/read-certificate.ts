import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Where a certificate and its key lie, both as PEM. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** What a server needs to speak TLS, and what people want to know of it. */
export interface Certificate {
  /** The certificate, and those that vouch for it behind it. */
  readonly cert: string;
  readonly key: string;
  /** Names that it is for, such as `telltale.example`. */
  readonly names: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Reads the two files.
 * @throws UnusableCertificateError with one sentence for each file that is wrong, or one for both when they do not fit.
 */
export function readCertificate({ certFile, keyFile }: CertificateFiles): Certificate {
  const sentences: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      sentences.push((error as Error).message);
      return undefined;
    }
  };
  const cert = attempt(() => readPart('TELLTALE_TLS_CERT', certFile, toCertificate));
  const key = attempt(() => readPart('TELLTALE_TLS_KEY', keyFile, toKey));
  if (!cert || !key) throw new UnusableCertificateError(sentences);
  if (!cert.read.checkPrivateKey(key.read)) throw new UnusableCertificateError([misfit({ certFile, keyFile })]);
  return {
    cert: cert.text,
    key: key.text,
    names: namesOf(cert.read),
    fromMs: cert.read.validFromDate.getTime(),
    untilMs: cert.read.validToDate.getTime(),
  };
}

/** A certificate or a key that cannot be used. The message names each reason in a sentence. */
export class UnusableCertificateError extends Error {
  override readonly name = 'UnusableCertificateError';
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join(' '));
    this.sentences = sentences;
  }
}

function readPart<T>(setting: string, file: string, parse: (text: string) => T): { text: string; read: T } {
  const said = `${setting}=${JSON.stringify(file)}`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${said} cannot be read: ${whyUnread(error as NodeJS.ErrnoException)}.`);
  }
  try {
    return { text, read: parse(text) };
  } catch (error) {
    throw new Error(`${said} ${(error as Error).message}`);
  }
}

function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'Telltale may not read it';
  return code === 'EISDIR' ? 'it is a folder' : message;
}

function toCertificate(text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new Error('holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----.');
  }
}

function toKey(text: string): KeyObject {
  // Both forms of a locked key say so in a line of their own.
  if (/^(-----BEGIN|Proc-Type:).*ENCRYPTED/m.test(text)) {
    throw new Error('is locked with a passphrase: write it without one, in a file that only Telltale may read.');
  }
  try {
    return createPrivateKey(text);
  } catch {
    throw new Error('holds no private key in PEM form, which begins with -----BEGIN PRIVATE KEY-----.');
  }
}

function misfit({ certFile, keyFile }: CertificateFiles): string {
  return `The key in TELLTALE_TLS_KEY=${JSON.stringify(keyFile)} is not that of the certificate in TELLTALE_TLS_CERT=${JSON.stringify(certFile)}.`;
}

/** Those of the alternative names; browsers look at no others. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, name]) => name!);
}
