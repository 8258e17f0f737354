import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { after, mock, test } from 'node:test';

const scrypt = mock.method(crypto, 'scrypt');
syncBuiltinESMExports();
const { openApp } = await import('../testing/open-app.ts');
const { hashPassword } = await import('./password.ts');
const { routes } = await import('../routes.ts');

/** How much work the calls so far were: lengths and costs, whatever the password and the salt. */
function workDone() {
  const work = scrypt.mock.calls.map(({ arguments: [, salt, keyBytes, cost] }) => [
    (salt as Buffer).length,
    keyBytes,
    cost,
  ]);
  scrypt.mock.resetCalls();
  return work;
}

test('an unknown name costs as much work as a wrong password, so that names cannot be told by time', async () => {
  const app = await openApp({ after });
  const { state, auth } = app.deps;
  const hash = await hashPassword('correct horse');
  await state.transactional.batch(() => auth.setCredentials(auth.owner()!.id, 'mara', hash));
  workDone();
  const signIn = async (name: string) => {
    await app.fetch(routes.login.href(), { form: { name, password: 'wrong horse' } });
    return workDone();
  };
  const wrongPassword = await signIn('mara');
  assert.equal(wrongPassword.length, 1);
  assert.deepEqual(await signIn('nobody of this name'), wrongPassword);
});
