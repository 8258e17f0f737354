import assert from 'node:assert/strict';
import { decodeHeader } from '../../../events/publish/decode-header.ts';
import { parseHost } from '../../../http/host-header.ts';
import { parseMediaRanges } from '../../../http/routing/media-range.ts';
import { openTrace } from '../../../http/trace-context.ts';
import { parseAsked } from '../../../images/intake/asked.ts';
import { createLineFilter } from '../../../logs/create-line-filter.ts';
import { parseLogView, toLogQuery } from '../../../logs/page/log-view.ts';
import { trigramQuery } from '../../../logs/trigram-query.ts';
import { ApiError } from '../../../promql/api/api-error.ts';
import { readLength } from '../../../promql/api/read-length.ts';
import { readTime } from '../../../promql/api/read-time.ts';
import { findPlace } from '../../../promql/complete/find-place.ts';
import { explainPromql } from '../../../promql/explain/explain-promql.ts';
import { formatPromql } from '../../../promql/format/format-promql.ts';
import { oneLine } from '../../../promql/format/one-line.ts';
import { parsePromql } from '../../../promql/parse/parse-promql.ts';
import { parseSelectorText } from '../../../promql/parse/parse-selector-text.ts';
import { PromqlError } from '../../../promql/promql-error.ts';
import { createRandomPromql } from '../../../promql/testing/random-promql.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 3, 22);
const DAY_MS = 24 * 60 * 60_000;
/** Longer expressions are written and read again by no page. */
const MAX_WRITTEN_CHARS = 4096;

const texts = (...all: readonly string[]) => all.map(text => Buffer.from(text));
const randomPromql = createRandomPromql(2026);
const EXPRESSIONS = Array.from({ length: 60 }, () => randomPromql('vector'));
const WORDS = [
  ...[
    'sum by (a) (',
    'rate(x[5m])',
    '[1h:5m]',
    ' offset 1d',
    ' @ end()',
    '{a=~"',
    '{__name__="x"}',
    ' on (a) group_left () ',
  ],
  ...[
    '(?i)',
    '(a+)+',
    '(a|b|ab)*c',
    '\\p{L}',
    '[[:alpha:]]',
    'x{1000}',
    '.*.*.*',
    ' == bool ',
    'quantile(0.9, ',
    '#',
    '1y',
  ],
];

/** What is asked: languages, and the queries and heads of requests. */
export const QUERIES: readonly FuzzedParser[] = [
  {
    name: 'PromQL',
    samples: texts(...EXPRESSIONS),
    words: WORDS,
    open: () => input => {
      const expr = orRefused(PromqlError, () => parsePromql(input.toString()));
      if (expr === undefined || input.length > MAX_WRITTEN_CHARS) return;
      const written = formatPromql(expr);
      assert.equal(formatPromql(parsePromql(written)), written);
      assert.ok(explainPromql(expr));
    },
  },
  {
    name: 'PromQL as it is typed',
    samples: texts(...EXPRESSIONS),
    words: WORDS,
    open: () => (input, random) => {
      const text = input.toString();
      assert.ok(findPlace(text, random(text.length + 1)));
      assert.doesNotMatch(oneLine(text), /[\r\n]/);
    },
  },
  {
    name: 'selectors',
    samples: texts('up{job="x"}', '{"größe","a.b"=~"c|d.*"}', 'x{a!="",b!~`y+`}', '{__name__=~"node_.*"}'),
    words: WORDS,
    open: () => input => {
      const matchers = orRefused(PromqlError, () => parseSelectorText(input.toString()));
      assert.ok(matchers === undefined || matchers.length > 0);
    },
  },
  {
    name: 'times and lengths of the HTTP API',
    samples: texts('1767225600.5', '2026-01-01T00:00:00Z', '1h30m', '15', '-292273086-05-16T16:47:06Z'),
    open: () => input => {
      const text = input.toString();
      const atMs = orRefused(ApiError, () => readTime('time', text));
      assert.ok(atMs === undefined || Math.abs(atMs) <= 8.64e15, String(atMs));
      const lengthMs = orRefused(ApiError, () => readLength('step', text));
      assert.ok(lengthMs === undefined || (lengthMs >= 1 && lengthMs <= Number.MAX_SAFE_INTEGER), String(lengthMs));
    },
  },
  {
    name: 'searches of logs',
    samples: texts(
      'q=order+-paid+or+"event loop"&level=error&field=host%3Dboat&limit=5',
      'from=1&to=2&before=1-2',
      'line=7&around=3',
    ),
    words: ['q=', '&field=a=b', ' or ', '-"', '"', 'limit=', '999999999999999'],
    open: () => input => {
      const view = parseLogView(new URL(`http://localhost/?${new URLSearchParams(input.toString())}`));
      const query = toLogQuery(view, NOW_MS);
      assert.ok(query.limit >= 0 && query.limit <= 1000 && query.fromMs < query.toMs);
      assert.equal(typeof createLineFilter(query)({ text: 'an order came', fields: { host: 'boat' } }), 'boolean');
      assert.match(trigramQuery(query) ?? '("abc")', /^\(".*"\)$/s);
    },
  },
  {
    name: 'addresses of pictures',
    samples: texts('t=2026-11-22T14:03:22Z&room=kitchen', 't=1795356202', 'k=token'),
    open: () => input => {
      const asked = parseAsked(new URLSearchParams(input.toString()), { nowMs: NOW_MS, maxAgeMs: DAY_MS });
      if (!asked.ok) assert.match(asked.reason, /[.?)]$/s);
      else if (asked.value.atMs !== undefined) assert.ok(Math.abs(asked.value.atMs - NOW_MS) <= DAY_MS);
    },
  },
  {
    name: 'heads of requests',
    samples: texts(
      ...['text/html, application/xhtml+xml;q=0.9, */*;q=0.8', 'application/json; version="0.0.4", x/*+json;q=0'],
      ...[
        '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'a=1,b@c=2',
        'localhost:8355',
        '[::1]:80',
        '=?UTF-8?B?w7w=?= x',
      ],
    ),
    words: [';q=', '"\\"', '=?utf-8?q?', '?= =?', '..', ':99999'],
    open: () => input => {
      const text = input.toString('latin1').replaceAll(/[\0\r\n]/g, '');
      for (const { weight } of parseMediaRanges(text)) assert.ok(weight >= 0 && weight <= 1);
      assert.match(openTrace(text, text).traceId, /^[\da-f]{32}$/);
      assert.equal(openTrace('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', text).sampled, true);
      assert.notEqual(parseHost(text)?.name, '');
      assert.ok(decodeHeader(text).length <= text.length);
    },
  },
];

/** Undefined: refused in the way of its own. */
function orRefused<Value>(kind: typeof PromqlError | typeof ApiError, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof kind && error.message.length > 10) return undefined;
    throw error;
  }
}
