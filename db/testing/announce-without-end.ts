import { setImmediate as turn } from 'node:timers/promises';
import { openState } from '../state.ts';

/**
 * Runs as a process of its own, to be killed: `announce-without-end.ts <file> <id>` announces changes whose keys are their numbers, and
 * prints what a follower that resumes after the id is given, one `id key;` a line.
 */
const [path, afterId] = process.argv.slice(2);
const { transactional, outbox } = openState(path!, Date.now);

const follow = async () => {
  for await (const item of outbox.changes.subscribe({ from: { afterId: afterId! } })) {
    process.stdout.write(item.kind === 'event' ? `${item.id} ${item.value.key};\n` : `${JSON.stringify(item)};\n`);
  }
};

let next = outbox.changes.head + 1;
const announce = () => outbox.announce('number', `${next++}`);
const announceTwice = transactional(async () => {
  announce();
  await turn();
  announce();
});

const write = async () => {
  for (;;) {
    await Promise.all([transactional.batch(announce), transactional.batch(announce), transactional.batch(announce)]);
    await announceTwice();
    transactional.run(announce);
  }
};

await Promise.all([follow(), write()]);
