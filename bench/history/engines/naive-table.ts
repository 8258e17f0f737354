import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFolder, startDaemon } from '../../../app/testing/daemon.ts';
import { freePort } from '../../../app/testing/real-server.ts';
import { sourceFlags } from '../../../app/testing/source-flags.ts';
import { diskBytes } from '../disk-bytes.ts';
import type { Engine } from '../engine.ts';
import { lineProtocol } from '../line-protocol.ts';

const script = fileURLToPath(new URL('./naive-server.ts', import.meta.url));

/** The obvious store: SQLite, a row for each point, by series and time; a synced transaction for each request. */
export const naiveTable: Engine = {
  name: 'row per point, SQLite',
  format: lineProtocol,
  async start() {
    const [port, folder] = [await freePort(), createFolder()];
    const url = `http://127.0.0.1:${port}`;
    const { pid, dispose, stop } = await startDaemon({
      command: process.execPath,
      args: [...sourceFlags, script, String(port), join(folder, 'naive.db')],
      folder,
      readyUrl: `${url}/latest`,
    });
    return {
      pid,
      dataDir: folder,
      dispose,
      write: { url: `${url}/write` },
      reads: { latest: () => fetch(`${url}/latest`), range: () => fetch(`${url}/range`) },
      async settle() {
        await stop();
        return diskBytes(folder);
      },
    };
  },
};
