/**
 * Announces `told` in order, then `killed`, and kills itself on the way: before COMMIT, or after COMMIT and before the
 * announcement, whose hook is registered later than the one that kills.
 */
import { createOutbox } from '../../outbox.ts';
import type { Implementation } from './tck-database.ts';

const [path, migrations, module, name, at] = process.argv.slice(2) as [string, string, string, string, string];
const { [name]: open } = (await import(module)) as Record<string, Implementation['open']>;
const database = open!(path, { migrations, synchronous: 'FULL' });
const { changes, announce } = createOutbox(database, 'file', () => 0);
const add = database.prepare("INSERT INTO item (name) VALUES ('told')");

const subscription = changes.subscribe();
await database.transactional.batch(() => {
  add.run();
  announce('event', 'told');
});
const { value } = await subscription.next();
if (value?.kind === 'event') await tell(`${value.seq} ${value.value.key}`);
await database.transactional.batch(scope => {
  if (at === 'after COMMIT') scope.onCommit(die);
  announce('event', 'killed');
  if (at === 'before COMMIT') die();
});
await tell('2 killed');

function tell(text: string): Promise<void> {
  return new Promise(resolve => process.send!(text, () => resolve()));
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // the signal is on its way
}
