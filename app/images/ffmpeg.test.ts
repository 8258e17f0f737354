import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { findMissing } from '../testing/daemon.ts';
import { openApp } from '../testing/open-app.ts';
import { openFrameViewer } from './testing/frame-viewer.ts';
import { makePicture } from './testing/make-picture.ts';

const skip = findMissing('ffmpeg', 'ffmpeg') ?? false;
const FRAMES = 60;

/** A test picture that moves, as ffmpeg sends a camera's. */
const filmed = (size: string) => [
  ...['-loglevel', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30`],
  ...['-frames:v', String(FRAMES), '-f', 'mjpeg'],
];

test('what ffmpeg writes into a pipe is a stream, of which no picture is lost or broken', { skip }, async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const ffmpeg = spawn('ffmpeg', [...filmed('320x240'), '-']);
  const put = request(origin + routes.img.href({ name: 'cam' }, { k: app.tokens.ingest }), { method: 'PUT' });
  ffmpeg.stdout.pipe(put);
  const answer = await new Promise<string>((resolve, reject) => {
    put.once('response', response => resolve(text(response)));
    put.once('error', reject);
  });
  assert.equal(answer, `ok stream cam 320x240 JPEG: ${FRAMES} pictures, 1 of them kept (one each 5 s)\n`);
});

test('ffmpeg posts to the address itself, too', { skip }, async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const url = origin + routes.img.href({ name: 'cam' }, { k: app.tokens.ingest });
  await fetch(url, { method: 'PUT', body: Uint8Array.from(await makePicture({ width: 320, height: 240 })) });
  const viewer = await openFrameViewer(origin + routes.imageFrames.href({ name: 'cam' }), app.headersOf('read'));
  const ffmpeg = spawn('ffmpeg', [...filmed('320x240'), '-method', 'PUT', url]);
  const complaints = text(ffmpeg.stderr);
  assert.equal(await new Promise(resolve => ffmpeg.once('exit', resolve)), 0, await complaints);
  await viewer.until(2);
  assert.equal(app.deps.images.state('cam')!.pictures, 2);
  viewer.destroy();
});
