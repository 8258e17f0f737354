export interface SessionCookie {
  readonly name: string;
  /** The header that gives a browser its session. */
  open(secret: string): string;
  /** The header that takes it away. */
  close(): string;
}

/** Browsers keep no cookie longer (RFC 6265bis). When a session ends is for the server to say: it counts from the last visit. */
const MAX_AGE_SECONDS = 400 * 86_400;

/**
 * The cookie that holds a session's secret. Browsers share cookies between the ports of a host, so the port is in the
 * name: two servers on one machine do not sign each other out.
 */
export function sessionCookie({
  port,
  isSecure,
}: {
  readonly port: number;
  readonly isSecure: boolean;
}): SessionCookie {
  const name = `telltale_session_${port}`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    name,
    open: secret => `${name}=${secret}; Max-Age=${MAX_AGE_SECONDS}; ${attributes}`,
    close: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
