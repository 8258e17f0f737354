import { fileURLToPath } from 'node:url';
import { createFolder, startDaemon } from '../../../app/testing/daemon.ts';
import { freePort } from '../../../app/testing/real-server.ts';
import { sourceFlags } from '../../../app/testing/source-flags.ts';
import { diskBytes } from '../disk-bytes.ts';
import type { Engine } from '../engine.ts';
import { lineProtocol } from '../line-protocol.ts';

const script = fileURLToPath(new URL('./sink-server.ts', import.meta.url));

/** A server that reads and answers, and nothing else: nobody can be measured to be faster than this. */
export const senderAlone: Engine = {
  name: 'read and forget',
  format: lineProtocol,
  async start() {
    const [port, folder] = [await freePort(), createFolder()];
    const url = `http://127.0.0.1:${port}/`;
    const { pid, dispose } = await startDaemon({
      command: process.execPath,
      args: [...sourceFlags, script, String(port)],
      folder,
      readyUrl: url,
    });
    return { pid, dataDir: folder, dispose, write: { url }, settle: async () => diskBytes(folder) };
  },
};
