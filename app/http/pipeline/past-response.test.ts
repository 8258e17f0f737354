import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHttp1 } from '../../stream/testing/http1-kind.ts';
import { pastResponse } from './past-response.ts';

test('a body that ends with its connection may go past the response, one in chunks may not', async t => {
  const { res } = await openHttp1(t);
  const chunked = await openHttp1(t, { isChunked: true });
  assert.equal(pastResponse(res)?.connection, res.socket);
  assert.equal(pastResponse(chunked.res), undefined);
});

test('what is written meanwhile is counted, and nothing before and after', async t => {
  const { res } = await openHttp1(t);
  res.write('before');
  const past = pastResponse(res)!;
  past.connection.write('past it');
  past.giveBack();
  res.end('after');
  assert.equal(past.bytes, 'past it'.length);
});
