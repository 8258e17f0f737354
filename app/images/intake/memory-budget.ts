import { HttpError } from '../../http/http-error.ts';

/** Memory that several requests share. */
export interface MemoryBudget {
  /** One request's part; it begins with nothing. */
  open(): BudgetPart;
  readonly usedBytes: number;
}

export interface BudgetPart extends Disposable {
  /** From now on it holds so many. @throws HttpError 503 when the whole would be too much. */
  hold(bytes: number): void;
}

const RETRY_AFTER_SECONDS = 2;

export function createMemoryBudget(maxBytes: number): MemoryBudget {
  let usedBytes = 0;
  return {
    get usedBytes() {
      return usedBytes;
    },
    open() {
      let held = 0;
      return {
        hold(bytes) {
          if (bytes > held && usedBytes + bytes - held > maxBytes) throw busy();
          usedBytes += bytes - held;
          held = bytes;
        },
        [Symbol.dispose]() {
          usedBytes -= held;
          held = 0;
        },
      };
    },
  };
}

function busy(): HttpError {
  return new HttpError(503, 'Too many pictures are on their way here or from here at once. Try again in a moment.', {
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}
