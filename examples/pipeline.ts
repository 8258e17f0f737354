/** The middlewares of both examples: the same instances could serve any number of hosts at once. */
import { createHash } from 'node:crypto';
import {
  accessLog,
  addressKey,
  bearerAuth,
  compose,
  rateLimit,
  responseTime,
  securityHeaders,
  tracing,
} from 'telltale/middleware';

const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');
const users = new Map([[hash(process.env.EXAMPLE_TOKEN ?? 'change-me'), { name: 'mara' }]]);

export const auth = bearerAuth({
  identify: token => users.get(hash(token)),
  isOpen: ({ path }) => !path.startsWith('/private'),
});

export const pipeline = compose(
  responseTime({ onEnd: duration => console.log(JSON.stringify({ duration })) }),
  tracing(),
  accessLog({ log: line => console.log(JSON.stringify({ access: line })) }),
  securityHeaders(),
  rateLimit({
    name: 'all',
    limit: 100,
    windowMs: 60_000,
    keyOf: ({ remoteAddress }) => addressKey(remoteAddress ?? 'unknown'),
  }),
  auth,
);
