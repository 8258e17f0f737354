import { scryptSync } from 'node:crypto';

/** As `hashPassword` makes it, at the least cost: a hash says how much work it was, so one of these is checked at once. */
export function cheapHash(password: string): string {
  const salt = Buffer.alloc(16);
  const key = scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 });
  return ['scrypt', 2, 1, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}
