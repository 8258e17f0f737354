import assert from 'node:assert/strict';
import { type BinaryFault, readBinary } from '../../../ingest/socket/read-binary.ts';
import { SocketNames } from '../../../ingest/socket/socket-names.ts';
import { encodeNames, encodeReadings } from '../../../ingest/socket/testing/encode-binary.ts';
import { readRequest } from '../../../subscriptions/read-request.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 3, 22);

/** What comes over web sockets. */
export const SOCKETS: readonly FuzzedParser[] = [
  {
    name: 'binary messages of /ws/in',
    samples: [
      encodeNames([
        [1, 'a{b="c"}', '°C'],
        [2, 'x'],
        [3, '{"größe"}'],
      ]),
      encodeReadings([
        [1, 1.5],
        [2, -3],
        [3, 7],
      ]),
      encodeReadings(
        [
          [1, 1.5],
          [9, 2],
        ],
        { isShort: true },
      ),
      encodeReadings(
        [
          [1, 1.5, NOW_MS],
          [2, 4, NOW_MS - 9],
        ],
        { baseMs: NOW_MS },
      ),
      encodeReadings([[2, 1.5, NOW_MS + 9]], { baseMs: NOW_MS, isShort: true }),
    ],
    open() {
      const names = new SocketNames();
      return input => {
        const faults: BinaryFault[] = [];
        readBinary(input, NOW_MS, {
          names,
          keep(id, value, atMs) {
            assert.ok(names.get(id) && Number.isFinite(value) && Number.isSafeInteger(atMs));
          },
          refuse: fault => faults.push(fault),
        });
        for (const { byte, reason } of faults)
          assert.ok(byte >= 0 && byte <= input.length && reason.length > 10, `${byte}: ${reason}`);
      };
    },
  },
  {
    name: 'messages of /ws/out',
    samples: [
      ...['{"type":"subscribe","id":"a","topic":"readings","series":"temperature"}', '{"type":"unsubscribe","id":"a"}'],
      ...[
        '{"type":"subscribe","id":"b","topic":"promql","query":"rate(x[1m])"}',
        '{"type":"subscribe","id":"c","topic":"log"}',
      ],
      '{"type":"subscribe","id":"d","topic":"events","topics":["a"]}',
    ].map(text => Buffer.from(text)),
    open: () => input => {
      const request = readRequest(input, false);
      if ('problem' in request) assert.match(request.problem, /\.$/s);
    },
  },
];
