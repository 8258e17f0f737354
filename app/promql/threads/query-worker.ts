/** A thread of queries: started by `QueryThread`. It answers one call at a time, and looks often whether that is still wanted. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../../db/keeper/give-way.ts';
import { Moved } from '../../../db/keeper/moved.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { createSampleQuery } from '../../history/range/sample-query.ts';
import { openReadingThread } from '../../history/reading-thread.ts';
import type { Expr } from '../ast.ts';
import { LabelSet } from '../eval/label-set.ts';
import { formatPromql } from '../format/format-promql.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { parseSelectorText } from '../parse/parse-selector-text.ts';
import { PromqlError } from '../promql-error.ts';
import { queryLimits } from '../query-limits.ts';
import { asPromqlError } from '../source/as-promql-error.ts';
import { writeExposition } from '../write/write-exposition.ts';
import { writeQueryJson } from '../write/write-json.ts';
import { createAnswering } from './answering.ts';
import type { ColumnsAsk, FederateAsk, JsonAsk, SummaryAsk } from './asks.ts';
import { createEvaluate, requireFewLines } from './evaluate.ts';
import { createFederate } from './federate.ts';
import { createHeapWatch } from './heap-watch.ts';
import { createLabelAnswers } from './label-answers.ts';
import { movedAnswer } from './moved-answer.ts';
import { packAnswer } from './packed-answer.ts';
import type { QueryThreadCalls, QueryThreadData } from './query-thread-calls.ts';
import { summarize } from './summarize.ts';

giveWay(10); // the pages come first, then what arrives

/** Calls between two looks at the heap, which cost a microsecond each. */
const CALLS_PER_LOOK = 64;

const { path, keeper: port, givenUp, heapMegabytes } = workerData as QueryThreadData;
const { parts, keeper, afterTelling, close } = openReadingThread(path, port, 1);
const flag = new Int32Array(givenUp);
const requireRoom = createHeapWatch(heapMegabytes, () => {
  parts.book.forget();
  LabelSet.forgetDerived();
});
let calls = 0;

const requireWanted = () => {
  if (Atomics.load(flag, 0) !== 0) throw new Error('The query was given up.'); // nobody hears it
  if (++calls % CALLS_PER_LOOK === 0) requireRoom();
};

const { answering, rest } = createAnswering();
const read = afterTelling(createSampleQuery(parts));
const evaluate = createEvaluate({ read, requireWanted, requireRoom });
const federate = createFederate({ read });

serveKeeper<QueryThreadCalls>(
  {
    columns: answering(
      ({ query }: ColumnsAsk) => parsePromql(query),
      async (signal, expr, ask) => {
        const { result, cost } = await evaluate(signal, expr, ask);
        requireFewLines(result, ask);
        const packed = packAnswer(result, cost);
        return new Moved(packed, [packed.times.buffer, packed.values.buffer]);
      },
    ),
    json: answering(parseAsk, async (signal, expr, ask) =>
      movedAnswer(writeQueryJson((await evaluate(signal, expr, ask)).result, ask, requireWanted)),
    ),
    summary: answering(
      ({ matchers }: SummaryAsk) => matchers,
      async (signal, matchers, { fromMs, toMs }) => {
        const bounds = { maxSeries: 1, maxPoints: queryLimits.maxSummarized };
        const [samples] = await read(signal, { matchers, fromMs, toMs, ...bounds }).catch(asPromqlError);
        return samples && summarize(samples);
      },
    ),
    federate: answering(
      ({ selectors }: FederateAsk) => selectors.map(parseSelectorText),
      async (signal, selectors, ask) =>
        movedAnswer(writeExposition(await federate(signal, selectors, ask.atMs), ask, requireWanted)),
    ),
    ...createLabelAnswers({ keeper, answering, requireWanted }),
    format: answering(parsePromql, async (_signal, expr) => formatPromql(expr)),
    rest,
  },
  close,
);

/** Over time there is an answer to what has a value at each moment only. */
function parseAsk({ query, isRange }: JsonAsk): Expr {
  const expr = parsePromql(query);
  if (!isRange || expr.type === 'vector' || expr.type === 'scalar') return expr;
  throw new PromqlError(
    `invalid expression type "${expr.type === 'matrix' ? 'range vector' : expr.type}" for range query, must be Scalar or instant Vector`,
  );
}
