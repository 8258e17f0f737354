import type { Exchange, Middleware, Outcome } from '../middleware.ts';

/** What middlewares under test did, in order; waits for entries instead of time. */
export class Journal {
  readonly entries: string[] = [];
  readonly outcomes: Outcome[] = [];
  #waiting: (() => void)[] = [];

  /** A middleware that notes its hooks, as `>a`, `!a`, `<a 200`, `.a complete`, and then does what `hooks` say. */
  middleware(name: string, hooks: Partial<Middleware> = {}): Middleware {
    return {
      name,
      processRequest: x => {
        this.note(`>${name}`);
        return hooks.processRequest?.(x);
      },
      processError: (error, x) => {
        this.note(`!${name}`);
        return hooks.processError?.(error, x);
      },
      processResponse: (head, x) => {
        this.note(`<${name} ${head.status}`);
        return hooks.processResponse?.(head, x);
      },
      processEnd: (outcome: Outcome, x: Exchange) => {
        this.note(`.${name} ${outcome.kind}`);
        this.outcomes.push(outcome);
        hooks.processEnd?.(outcome, x);
      },
    };
  }

  note(entry: string): void {
    this.entries.push(entry);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves once so many entries begin with `prefix`. */
  async until(prefix: string, count = 1): Promise<void> {
    while (this.count(prefix) < count) await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  count(prefix: string): number {
    return this.entries.filter(entry => entry.startsWith(prefix)).length;
  }
}
