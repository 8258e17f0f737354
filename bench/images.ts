/**
 * Pictures of a camera at a rate, to viewers of whom one takes nothing: the product in a process of its own, one body that never
 * ends. A delivery is counted from the moment when a picture is sent until a viewer has its last byte.
 *
 *     npm run bench images [-- --quick | --rate=25 --viewers=20 --seconds=30]
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { openFrameSender } from '../app/images/testing/frame-sender.ts';
import { openFrameViewer } from '../app/images/testing/frame-viewer.ts';
import { routes } from '../app/routes.ts';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';

const numberOf = (name: string, otherwise: number) =>
  Number(process.argv.find(arg => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const RATE = numberOf('rate', 25);
const VIEWERS = numberOf('viewers', 20);
const SECONDS = numberOf('seconds', process.argv.includes('--quick') ? 8 : 30);
/** Sent in turn, so that each can be told from those around it. */
const PICTURES = 50;

const pictures = await Promise.all(Array.from({ length: PICTURES }, makeNoise));
const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
const idle = usageOf(server);
const Cookie = (await fetch(server.setupUrl, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!;
const sender = openFrameSender(server.url + routes.img.href({ name: 'cam' }, { k: server.writeToken }));
const sentMs = new Map<string, number>();
const deliveryMs: number[] = [];
let sent = 0;
send();
send();
const viewUrl = server.url + routes.imageFrames.href({ name: 'cam' });
while ((await fetch(viewUrl, { method: 'HEAD', headers: { Cookie } })).status !== 200) await wait(20);
const watch = () =>
  openFrameViewer(viewUrl, { Cookie }, { keeps: false, onFrame: frame => deliveryMs.push(since(frame)) });
const viewers = await Promise.all(Array.from({ length: VIEWERS - 1 }, watch));
const paused = await openFrameViewer(viewUrl, { Cookie }, { keeps: false });
paused.pause();

const [beforeStart, firstSent] = [viewers.map(({ count }) => count), sent];
const startMs = performance.now();
const cpuStartMs = usageOf(server).cpuMs;
/** Taken four times, evenly. */
const rssBytes: number[] = [];
deliveryMs.length = 0;
for (let i = 1; performance.now() - startMs < SECONDS * 1000; i++) {
  send();
  if (performance.now() - startMs > ((rssBytes.length + 1) * SECONDS * 1000) / 5)
    rssBytes.push(usageOf(server).rssBytes);
  await wait(Math.max(0, startMs + (i * 1000) / RATE - performance.now()));
}
const takenMs = performance.now() - startMs;
const after = usageOf(server);
const { text } = await sender.end();
const shown = viewers.map(({ count }, i) => count - beforeStart[i]!);
const sizeBytes = pictures.reduce((sum, { byteLength }) => sum + byteLength, 0) / PICTURES;
printTable(
  `${RATE} pictures/s of ${(sizeBytes / 1000).toFixed(0)} kB for ${SECONDS} s, ${VIEWERS} viewers, one of whom takes nothing`,
  ['what', 'figure'],
  [
    ['sent', String(sent - firstSent)],
    ['answer', text.trim()],
    ['a viewer has seen, fewest', String(Math.min(...shown))],
    ['most', String(Math.max(...shown))],
    ['who takes nothing', String(paused.count)],
    ['a viewer has it after, p50 ms', quantile(deliveryMs, 0.5).toFixed(1)],
    ['p99 ms', quantile(deliveryMs, 0.99).toFixed(1)],
    ['to viewers, MB/s', ((shown.reduce((sum, count) => sum + count, 0) * sizeBytes) / 1000 / takenMs).toFixed(0)],
    ['processors busy', ((after.cpuMs - cpuStartMs) / takenMs).toFixed(2)],
    ['RSS before anybody looked, MB', (idle.rssBytes / 1e6).toFixed(0)],
    ['meanwhile, MB', [...rssBytes, after.rssBytes].map(bytes => (bytes / 1e6).toFixed(0)).join(', ')],
  ],
);
for (const viewer of [...viewers, paused]) viewer.destroy();
await server.dispose();

function send(): void {
  const picture = pictures[sent++ % PICTURES]!;
  sentMs.set(keyOf(picture), performance.now());
  sender.send(picture);
}

function since(frame: Buffer): number {
  return performance.now() - (sentMs.get(keyOf(frame)) ?? Number.NaN);
}

function keyOf(picture: Buffer): string {
  return picture.toString('latin1', picture.byteLength >> 1, (picture.byteLength >> 1) + 16);
}

async function makeNoise(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 8 } as const;
  return await sharp({ create: { width: 1280, height: 720, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** Of the whole process, all its threads. */
function usageOf({ pid }: TestServer) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const rssPages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return { cpuMs: (Number(stat[11]) + Number(stat[12])) * 10, rssBytes: rssPages * 4096 };
}
