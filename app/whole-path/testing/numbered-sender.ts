import assert from 'node:assert/strict';
import { routes } from '../../routes.ts';
import type { TestServer } from '../../testing/real-server.ts';
import { ROOMS } from './pages.ts';
import { send } from './visitor.ts';

/** Sends a reading, a line of a log and an event at a time, under one number. */
export interface NumberedSender {
  /** Numbers of which all three were acknowledged. */
  readonly acknowledged: readonly number[];
  /** Throws unless all are acknowledged. */
  send(): Promise<void>;
  /** The same, while the server may be gone at any moment; then nobody knows whether it was kept. */
  sendUnheard(): Promise<void>;
}

export function createNumberedSender(server: TestServer): NumberedSender {
  const acknowledged: number[] = [];
  let number = 0;

  const sendOne = async (): Promise<boolean> => {
    const mine = ++number;
    const post = (href: string) => fetch(server.url + href, { method: 'POST', body: `number ${mine}.` });
    const k = { k: server.writeToken };
    const answers = [
      await send(server, 'temperature', mine % 50, { room: ROOMS[mine % ROOMS.length]! }),
      await post(routes.logStream.href({ stream: 'day' }, k)),
      await post(routes.event.href({ topic: 'day' }, k)),
    ];
    const isKept = answers.every(({ ok }) => ok);
    if (isKept) acknowledged.push(mine);
    return isKept;
  };

  return {
    acknowledged,
    async send() {
      assert.ok(await sendOne());
    },
    async sendUnheard() {
      await sendOne().catch(() => {}); // the server ends, which is what is tried
    },
  };
}
