import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  constants,
  createDeflate,
  createGzip,
  createZstdCompress,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { type BodyLimits, readBody, readForm, readJson, readRawBody } from './body.ts';
import { readEndlessBody } from './endless-body.ts';
import { HttpError } from './http-error.ts';

const mebibyte = 1024 * 1024;
const limits: BodyLimits = { receivedBytes: mebibyte, plainBytes: 20 * mebibyte, plainPerReceivedByte: 200 };

function request(body: RequestInit['body'], headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/in', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
}

/** A body that counts what is taken from it and notes when it is let go. */
function stream(next: (chunk: number) => Uint8Array | undefined | Promise<Uint8Array>) {
  const seen = { chunks: 0, cancelled: Promise.withResolvers<void>() };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next(seen.chunks++);
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => seen.cancelled.resolve(),
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

/** What a compressed stream holds after each text that is flushed through it. */
const packers: Readonly<Record<string, () => { chunk(text: string): Promise<Buffer> }>> = {
  identity: () => ({ chunk: async text => Buffer.from(text) }),
  gzip: () => flushing(createGzip(), constants.Z_SYNC_FLUSH),
  deflate: () => flushing(createDeflate(), constants.Z_SYNC_FLUSH),
  zstd: () => flushing(createZstdCompress(), constants.ZSTD_e_flush),
};

function flushing(packer: ReturnType<typeof createGzip | typeof createZstdCompress>, kind: number) {
  const chunk = async (text: string) => {
    packer.write(text);
    await new Promise<void>(resolve => packer.flush(kind, () => resolve()));
    return (packer.read() as Buffer | null) ?? Buffer.alloc(0);
  };
  let last: Promise<Buffer> = Promise.resolve(Buffer.alloc(0));
  return {
    chunk(text: string) {
      last = last.then(() => chunk(text));
      return last;
    },
  };
}

async function firstText(pieces: AsyncGenerator<Uint8Array>): Promise<string> {
  const { value } = await pieces.next();
  return Buffer.from(value as Uint8Array).toString();
}

function refusedWith(status: number, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof HttpError, String(error));
    assert.equal(error.status, status);
    assert.match(error.message, message);
    return true;
  };
}

describe('readBody', () => {
  it('gives the bytes as they came, in one piece', async () => {
    const chunks = [Buffer.from('temp'), Buffer.from('erature'), Buffer.from('=1')];
    const { body } = stream(index => chunks[index]);
    assert.equal((await readBody(request(body), limits)).toString(), 'temperature=1');
    assert.equal((await readBody(request(null), limits)).length, 0);
  });

  for (const [encoding, compress] of Object.entries({
    gzip: gzipSync,
    'X-Gzip': gzipSync,
    deflate: deflateSync,
    zstd: zstdCompressSync,
  })) {
    it(`decompresses ${encoding}, and finds a cut off or damaged one`, async () => {
      const plain = randomBytes(300_000);
      const packed = compress(plain);
      const headers = { 'content-encoding': encoding };
      assert.deepEqual(await readBody(request(packed), { ...limits }), packed);
      assert.deepEqual(await readBody(request(packed, headers), limits), plain);
      await assert.rejects(readBody(request(packed.subarray(0, -5), headers), limits), refusedWith(400, /ends early/));
      packed.fill(0xff, 0, 8);
      await assert.rejects(readBody(request(packed, headers), limits), refusedWith(400, /damaged/));
    });
  }

  it('refuses another encoding and names the ones it takes', async () => {
    for (const encoding of ['br', 'gzip, gzip', 'constructor']) {
      await assert.rejects(readBody(request('x', { 'content-encoding': encoding }), limits), error => {
        refusedWith(415, /gzip, deflate, zstd/)(error);
        assert.equal((error as HttpError).headers['Accept-Encoding'], 'gzip, deflate, zstd');
        return true;
      });
    }
  });

  it('stops at the limit at once and lets the rest go', async () => {
    const { body, seen } = stream(() => Buffer.alloc(64 * 1024));
    await assert.rejects(readBody(request(body), limits), refusedWith(413, /larger than 1048576 bytes\. /));
    assert.equal(seen.chunks, 17);
    await seen.cancelled.promise;
  });

  it('reads nothing of a body that says it is too large', async () => {
    const { body, seen } = stream(() => Buffer.alloc(1));
    const declared = request(body, { 'content-length': String(mebibyte + 1) });
    await assert.rejects(readBody(declared, limits), refusedWith(413, /larger than/));
    assert.equal(seen.chunks, 0);
    await seen.cancelled.promise;
  });

  it('takes a body of just the limit', async () => {
    assert.equal((await readBody(request(Buffer.alloc(mebibyte)), limits)).length, mebibyte);
  });

  it('stops a compressed body at the limit of what comes out', async () => {
    const random = randomBytes(600_000);
    const packed = gzipSync(random);
    const headers = { 'content-encoding': 'gzip' };
    const narrow = { ...limits, plainBytes: 599_999 };
    await assert.rejects(
      readBody(request(packed, headers), narrow),
      refusedWith(413, /599999 bytes after decompression/),
    );
    assert.equal((await readBody(request(packed, headers), { ...limits, plainBytes: 600_000 })).length, 600_000);
  });

  it('refuses a body that grows too much, but not a small one', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const dense = gzipSync(Buffer.alloc(19 * mebibyte));
    await assert.rejects(readBody(request(dense, headers), limits), refusedWith(413, /grows too much/));
    const small = gzipSync('temperature value=1\n'.repeat(200_000));
    assert.equal((await readBody(request(small, headers), limits)).length, 4_000_000);
  });

  it('lets a compressed body go when it stops', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte), { level: 1 });
    const { body, seen } = stream(index => (index < 1000 ? bomb : undefined));
    await assert.rejects(readBody(request(body, { 'content-encoding': 'gzip' }), limits), HttpError);
    await seen.cancelled.promise;
  });

  it('says so when the sender goes away', async () => {
    const { body } = stream(index => (index === 0 ? Buffer.from('half') : Promise.reject(new Error('aborted'))));
    await assert.rejects(readBody(request(body), limits), refusedWith(400, /ended before it was complete/));
  });

  it('ends with the reason of the signal, waiting or not', async () => {
    for (const headers of [{}, { 'content-encoding': 'gzip' }]) {
      const controller = new AbortController();
      const waiting = Promise.withResolvers<void>();
      const { body, seen } = stream(() => {
        waiting.resolve();
        return new Promise<never>(() => {});
      });
      const reading = readBody(request(body, headers), limits, controller.signal);
      await waiting.promise;
      controller.abort(new Error('the server stops'));
      await assert.rejects(reading, /the server stops/);
      await seen.cancelled.promise;
      await assert.rejects(readBody(request('x', headers), limits, controller.signal), /the server stops/);
    }
  });
});

describe('a body that comes too slowly', () => {
  it('is refused after five minutes and let go', async ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = Promise.withResolvers<void>();
    const { body, seen } = stream(() => {
      waiting.resolve();
      return new Promise<never>(() => {});
    });
    const reading = readBody(request(body), limits);
    await waiting.promise;
    mock.timers.tick(300_000);
    await assert.rejects(reading, refusedWith(408, /more than 300 seconds/));
    await seen.cancelled.promise;
  });
});

describe('readEndlessBody', () => {
  it('gives what came, compressed or not, before the next piece is there', async () => {
    for (const encoding of ['identity', 'gzip', 'deflate', 'zstd']) {
      const pack = packers[encoding]!();
      const chunks = [pack.chunk('one\n'), pack.chunk('two\n')];
      const { body, seen } = stream(index => chunks[index] ?? new Promise<never>(() => {}));
      const pieces = readEndlessBody(request(body, { 'content-encoding': encoding }));
      assert.equal(await firstText(pieces), 'one\n');
      assert.equal(await firstText(pieces), 'two\n');
      await pieces.return(undefined);
      await seen.cancelled.promise;
    }
  });

  it('takes nothing before it is asked, and holds a fast sender back', async () => {
    const { body, seen } = stream(() => Buffer.alloc(64 * 1024));
    const pieces = readEndlessBody(request(body));
    assert.equal(seen.chunks, 0);
    await pieces.next();
    await pieces.next();
    assert.equal(seen.chunks, 2);
    await pieces.return(undefined);
  });

  it('bounds each piece of a dense body', async () => {
    const pieces = readEndlessBody(request(gzipSync(Buffer.alloc(8 * mebibyte)), { 'content-encoding': 'gzip' }));
    let totalBytes = 0;
    for await (const { byteLength } of pieces) {
      assert.ok(byteLength <= 64 * 1024);
      totalBytes += byteLength;
    }
    assert.equal(totalBytes, 8 * mebibyte);
  });

  it('refuses a body that grows without end, and lets it go', async () => {
    const pack = packers.gzip!();
    const { body, seen } = stream(() => pack.chunk('\0'.repeat(mebibyte)));
    const pieces = readEndlessBody(request(body, { 'content-encoding': 'gzip' }));
    await assert.rejects(
      async () => {
        for await (const { byteLength } of pieces) assert.ok(byteLength <= 64 * 1024);
      },
      refusedWith(413, /grows too much/),
    );
    await seen.cancelled.promise;
    assert.ok(seen.chunks < 200, 'what was on its way when it was refused, and no more');
  });

  it('ends with a sentence when the body is damaged, and with the reason of the signal', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const damaged = readEndlessBody(request(Buffer.from('not gzip at all'), headers));
    await assert.rejects(damaged.next(), refusedWith(400, /not whole gzip/));
    const controller = new AbortController();
    const { body } = stream(() => new Promise<never>(() => {}));
    const waiting = readEndlessBody(request(body, headers), controller.signal).next();
    controller.abort(new Error('the server stops'));
    await assert.rejects(waiting, /the server stops/);
  });
});

describe('readRawBody', () => {
  it('leaves the encoding to the caller', async () => {
    const packed = gzipSync('temperature');
    assert.deepEqual(await readRawBody(request(packed, { 'content-encoding': 'snappy' }), 100), packed);
    await assert.rejects(readRawBody(request('123456'), 5), refusedWith(413, /larger than 5 bytes/));
  });
});

describe('readForm', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };

  it('gives the fields of a form', async () => {
    const form = await readForm(request('name=K%C3%BCche+1&tag=a&tag=b', headers));
    assert.equal(form.get('name'), 'Küche 1');
    assert.deepEqual(form.getAll('tag'), ['a', 'b']);
  });

  it('refuses another type and a body that no form has', async () => {
    await assert.rejects(readForm(request('name=x')), refusedWith(415, /Send the body as application\/x-www-form/));
    await assert.rejects(readForm(request('x'.repeat(mebibyte + 1), headers)), refusedWith(413, /larger/));
  });
});

describe('readJson', () => {
  it('gives the value of a JSON body', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    assert.deepEqual(await readJson(request('{"a": [1]}', headers)), { a: [1] });
  });

  it('refuses another type and what is no JSON', async () => {
    await assert.rejects(readJson(request('{}')), refusedWith(415, /as application\/json, not as text\/plain\./));
    const headers = { 'content-type': 'application/json' };
    await assert.rejects(readJson(request('{"a" 1}', headers)), refusedWith(400, /^The body is not JSON: /));
  });
});
