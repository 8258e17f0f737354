import { Moved } from '../../../db/keeper/moved.ts';
import { PromqlError } from '../promql-error.ts';
import type { Outcome, Refusal } from './outcome.ts';

type Answer<Value> = Promise<Value | Moved<Value>>;

/** Turns what answers calls into what a thread serves: refusals become answers, and `rest` waits for the call under way. */
export function createAnswering() {
  let underWay: Promise<unknown> | undefined;

  /** `parse` reads the texts of a call, and refuses what cannot be read; `answer` does the rest. */
  function answering<Ask extends readonly unknown[], Parsed, Value>(
    parse: (...ask: Ask) => Parsed,
    answer: (signal: AbortSignal, parsed: Parsed, ...ask: Ask) => Answer<Value>,
  ) {
    return (signal: AbortSignal, ...ask: Ask): Answer<Outcome<Value>> => {
      const answered = outcomeOf(
        () => parse(...ask),
        parsed => answer(signal, parsed, ...ask),
      );
      underWay = answered.catch(() => {}); // who called hears of it
      return answered;
    };
  }

  return {
    answering,
    async rest(): Promise<void> {
      await underWay;
    },
  };
}

async function outcomeOf<Parsed, Value>(
  parse: () => Parsed,
  answer: (parsed: Parsed) => Answer<Value>,
): Answer<Outcome<Value>> {
  let stage: Refusal['stage'] = 'parse';
  try {
    const parsed = parse();
    stage = 'execution';
    const value = await answer(parsed);
    if (value instanceof Moved) return new Moved({ isRefused: false, value: value.value }, value.transfer);
    return { isRefused: false, value };
  } catch (error) {
    const { message, position, suggestion } = requireRefusal(error);
    return { isRefused: true, refusal: { stage, message, position, suggestion } };
  }
}

/** Throws again what is no refusal. That an array finds no memory is one: the query was too large for this machine. */
function requireRefusal(error: unknown): PromqlError {
  if (error instanceof PromqlError) return error;
  if (error instanceof RangeError && /allocation failed|array length/i.test(error.message))
    return new PromqlError('The query needs more memory than there is: ask for less time or fewer series.');
  throw error;
}
