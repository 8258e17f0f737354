import type { Endpoint } from './endpoint.ts';

/** How a request says who asks, as the server really looks for it: in this order, the first one that is given. */
export function securitySchemes(cookieName: string) {
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      description: 'A token of Settings. `Authorization: Token X`, as InfluxDB 2 has it, is the same.',
    },
    basic: { type: 'http', scheme: 'basic', description: 'The token is the password; the name may be any.' },
    key: {
      type: 'apiKey',
      in: 'query',
      name: 'k',
      description: 'The token in the address, for devices that can do no more.',
    },
    influxPassword: {
      type: 'apiKey',
      in: 'query',
      name: 'p',
      description: 'The token as the password of InfluxDB 1.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName,
      description: 'A browser that is signed in. It may read, but not send readings.',
    },
  } as const;
}

type Scheme = keyof ReturnType<typeof securitySchemes>;

/** What opens an endpoint; nothing for one that is open to everybody. */
export function securityOf({ right, takesInfluxPassword }: Endpoint): readonly Partial<Record<Scheme, readonly []>>[] {
  if (right === undefined) return [];
  const tokens = [{ bearer: [] }, { basic: [] }, { key: [] }] as const;
  if (right !== 'ingest') return [...tokens, { session: [] }];
  return takesInfluxPassword ? [...tokens, { influxPassword: [] }] : tokens;
}
