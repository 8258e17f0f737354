import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Body } from './bodies.ts';
import type { HttpTarget } from './engine.ts';

export interface Sent {
  readonly seconds: number;
  /** Points of the bodies that were acknowledged. */
  readonly points: number;
  /** Of each request, in the order in which they were answered. */
  readonly requestMs: readonly number[];
  /** Requests that were sent again because the server was busy. */
  readonly refused: number;
}

const BUSY = [429, 503];
const PAUSE_MS = 100;

/**
 * Sends each list of bodies over a connection of its own, one after the other, until all are acknowledged or
 * `limitSeconds` have passed: then no more are begun. Rejects on an answer that is neither a success nor "busy".
 */
export async function sendBodies(
  target: HttpTarget,
  shares: readonly (readonly Body[])[],
  limitSeconds: number,
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: shares.length });
  const requestMs: number[] = [];
  let [points, refused] = [0, 0];
  const startMs = performance.now();
  const isOver = () => performance.now() - startMs > limitSeconds * 1000;
  const sendShare = async (bodies: readonly Body[]) => {
    for (const body of bodies) {
      if (isOver()) return;
      for (;;) {
        const sentMs = performance.now();
        const isTaken = await post(target, agent, body.bytes);
        if (isTaken) {
          requestMs.push(performance.now() - sentMs);
          break;
        }
        refused++;
        await wait(PAUSE_MS);
      }
      points += body.points;
    }
  };
  await Promise.all(shares.map(sendShare));
  const seconds = (performance.now() - startMs) / 1000;
  agent.destroy();
  return { seconds, points, requestMs, refused };
}

/** False when the server is busy. */
async function post({ url, headers }: HttpTarget, agent: Agent, body: Buffer): Promise<boolean> {
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers: { ...headers, 'Content-Length': body.length } });
    sending.on('error', reject).on('response', answer => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', data => {
          text += data;
        })
        .on('end', () => resolve({ status: answer.statusCode!, text }))
        .on('error', reject);
    });
    sending.end(body);
  });
  if (status >= 200 && status < 300) return true;
  if (BUSY.includes(status)) return false;
  throw new Error(`${url} answered ${status}: ${text.slice(0, 500)}`);
}
