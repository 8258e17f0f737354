/** A thread that reads what is sent as log lines and hands it to the log: started by `LogIntake`. */
import { workerData } from 'node:worker_threads';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { giveWay } from '../../db/keeper/give-way.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import type { LogKeeperCalls } from '../logs/calls.ts';
import { MAX_STREAMS } from '../logs/line-writer.ts';
import type { LogLine } from '../logs/log-line.ts';
import { type Checked, invalid, valid } from './checked.ts';
import type { ParsedLogs } from './log-batch.ts';
import type { LogForm, LogIntakeCalls, LogIntakeData, TakenLogs } from './log-intake-calls.ts';
import { logBodyLimits } from './log-limits.ts';
import { LogTextReader, parseLogText } from './log-text.ts';
import { readLokiPush } from './loki.ts';
import { parseLokiJson } from './loki-json.ts';
import { parseLokiProtobuf } from './loki-protobuf.ts';
import { readOtlpLogs } from './otlp-logs.ts';
import { parseOtlpLogsJson } from './otlp-logs-json.ts';
import { parseOtlpLogsProtobuf } from './otlp-logs-protobuf.ts';
import { unpackSnappyBlock } from './unpack-snappy-block.ts';

giveWay();

const DAY_MS = 24 * 60 * 60_000;
/** Lines of one message to the keeper, so that no commit is long. */
const LINES_PER_APPEND = 2000;

const { keeper: port, keepMs } = workerData as LogIntakeData;
const keeper = connectKeeper<LogKeeperCalls>(port, 'log keeper');
const readers = new Map<number, LogTextReader>();

serveKeeper<LogIntakeCalls>(
  {
    async take(_signal, form, body, nowMs) {
      const parsed = parse(form, Buffer.from(body.buffer, body.byteOffset, body.byteLength), nowMs);
      if (!parsed.ok) return { kept: 0, refused: 0, reasons: [], fault: parsed.reason };
      const { lines, refused, reasons } = parsed.value;
      const taken = await keep(lines, nowMs);
      return { kept: taken.kept, refused: refused + taken.refused, reasons: [...reasons, ...taken.reasons] };
    },
    open: (_signal, id, context) => void readers.set(id, new LogTextReader(context)),
    async push(_signal, id, piece, nowMs) {
      const reader = readers.get(id)!;
      return { ...(await keep(reader.push(piece, nowMs), nowMs)), isOpen: reader.isOpen };
    },
    flush: (_signal, id, nowMs) => keep(readers.get(id)!.flush(nowMs), nowMs),
    async end(_signal, id, nowMs) {
      const lines = readers.get(id)?.end(nowMs) ?? [];
      readers.delete(id);
      return await keep(lines, nowMs);
    },
  },
  () => keeper.close(),
);

function parse(form: LogForm, body: Buffer, nowMs: number): Checked<ParsedLogs> {
  switch (form.protocol) {
    case 'text':
      return valid({ lines: parseLogText(body, { ...form.context, nowMs }), refused: 0, reasons: [] });
    case 'loki': {
      const plain = form.encoding === 'json' ? body : unpackSnappyBlock(body, logBodyLimits.plainBytes);
      if ('reason' in plain) return invalid(plain.reason);
      const push = form.encoding === 'json' ? parseLokiJson(plain) : parseLokiProtobuf(plain);
      return push.ok ? valid(readLokiPush(push.value, nowMs)) : push;
    }
    case 'otlp': {
      const logs = form.encoding === 'json' ? parseOtlpLogsJson(body) : parseOtlpLogsProtobuf(body);
      return logs.ok ? valid(readOtlpLogs(logs.value, nowMs)) : logs;
    }
  }
}

async function keep(all: readonly LogLine[], nowMs: number): Promise<TakenLogs> {
  const lines = all.filter(({ atMs }) => atMs >= nowMs - keepMs);
  const tooOld = all.length - lines.length;
  const reasons = tooOld > 0 ? [`${count(tooOld)} older than the ${keepMs / DAY_MS} days that logs are kept.`] : [];
  let [kept, refused] = [0, 0];
  for (let at = 0; at < lines.length; at += LINES_PER_APPEND) {
    const appended = await keeper.call('append', [lines.slice(at, at + LINES_PER_APPEND)]);
    kept += appended.kept;
    refused += appended.refused;
  }
  if (refused > 0)
    reasons.push(
      `${count(refused)} of new streams, and there are ${MAX_STREAMS} already; put what changes into a label.`,
    );
  return { kept, refused: tooOld + refused, reasons };
}

function count(lines: number): string {
  return lines === 1 ? '1 line is' : `${lines} lines are`;
}
