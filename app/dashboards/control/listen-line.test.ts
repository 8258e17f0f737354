import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { packageRoot } from '../../package-root.ts';
import { openApp } from '../../testing/open-app.ts';
import { listenLine } from './listen-line.ts';

const app = await openApp({ after });
const origin = await app.listen();

/** Gives the first line that a command prints with these words in it, while readings are sent. */
async function hear(command: string, words: string, say: () => Promise<unknown>): Promise<string> {
  const child = spawn('sh', ['-c', `exec ${command}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  try {
    await say();
    for await (const [line] of on(lines, 'line', { close: ['close'] })) {
      if (String(line).includes(words)) return String(line);
      await say();
    }
    return '';
  } finally {
    child.kill();
  }
}

test('the line of a series hears its readings, as the panel tells it and as the documentation does', async () => {
  const panel = listenLine({ to: 'series', series: 'lamp' }, String(origin)).code!;
  const page = readFileSync(join(packageRoot, 'docs/controls.md'), 'utf8');
  const written = /^node -e '.*?(?=\n```)/ms
    .exec(page)![0]
    .replace('ws://localhost:8355', String(origin).replace(/^http/, 'ws'));
  for (const command of [panel, written]) {
    const line = await hear(command.replace('READ_TOKEN', app.tokens.read), '"lamp"', () => app.send('lamp', 7));
    assert.match(line, /7/);
  }
});
