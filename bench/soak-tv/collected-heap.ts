import { once } from 'node:events';
import type { TestServer } from '../../app/testing/real-server.ts';

/** What a server that shall be read is started with: an inspector on a port that is free. */
export const INSPECTABLE = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

const LISTENING = /Debugger listening on (ws:\S+)/;
const ANSWER_TIMEOUT_MS = 30_000;

/** Bytes that a server's main thread holds when everything was collected that can be. */
export async function readCollectedHeap({ output }: TestServer): Promise<number> {
  const [, address] = LISTENING.exec(output) ?? [];
  if (address === undefined) throw new Error(`The server opened no inspector. It said:\n${output}`);
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const inspector = new WebSocket(address);
  const ask = async (method: string) => {
    inspector.send(JSON.stringify({ id: 1, method }));
    const [{ data }] = (await once(inspector, 'message', { signal })) as [{ data: string }];
    return JSON.parse(data).result;
  };
  try {
    await once(inspector, 'open', { signal });
    await ask('HeapProfiler.collectGarbage');
    return (await ask('Runtime.getHeapUsage')).usedSize;
  } finally {
    inspector.close();
  }
}
