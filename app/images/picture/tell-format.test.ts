import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePicture } from '../testing/make-picture.ts';
import { tellFormat, tellOther } from './tell-format.ts';

test('a picture is told by its first bytes', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const)
    assert.equal(tellFormat(await makePicture({ format })), format);
});

test('what is no picture is named, as far as it can be', async () => {
  for (const [text, words] of [
    ['', 'the body is empty'],
    ['hello', 'this is no picture'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'this is an SVG or XML text'],
    ['\n <!DOCTYPE html><html>', 'this is a page'],
    ['%PDF-1.7', 'this is a PDF'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'this is a HEIC picture'],
    ['\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'this is a video'],
    ['\x89PNG', 'this is no picture'],
  ] as const) {
    const bytes = Buffer.from(text, 'latin1');
    assert.equal(tellFormat(bytes), undefined, words);
    assert.equal(tellOther(bytes), words);
  }
  assert.equal(tellOther(await makePicture({ format: 'tiff' })), 'this is a TIFF or raw picture');
});
