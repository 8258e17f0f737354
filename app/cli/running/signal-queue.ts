import type { JobSignal } from './job-signal.ts';

/** Lines of output that wait, at most; of more than these the oldest are left out, and that is said. */
export const MAX_WAITING_LINES = 500;

/** What a run has said and the server has not taken: of its progress the newest only, of its output the last lines. */
export class SignalQueue {
  #first: JobSignal[] = [];
  #lines: Extract<JobSignal, { state: 'log' }>[] = [];
  #leftOut = 0;
  #progress: JobSignal | undefined;
  #end: JobSignal | undefined;

  get isEmpty(): boolean {
    return this.#first.length + this.#lines.length === 0 && !this.#progress && !this.#end;
  }

  add(signal: JobSignal): void {
    if (!('state' in signal)) this.#progress = signal;
    else if (signal.state === 'log') this.#addLine(signal);
    else if (signal.state === 'start') this.#first.push(signal);
    else this.#end = signal;
  }

  /** All of it, in the order in which it was said; it is no more here. */
  take(): JobSignal[] {
    const lines: JobSignal[] = [...this.#lines];
    if (this.#leftOut > 0)
      lines.unshift({ state: 'log', message: `... ${this.#leftOut} lines left out ...`, time: lines[0]!.time });
    const middle = [...lines, ...(this.#progress ? [this.#progress] : [])].sort((a, b) => a.time - b.time);
    const all = [...this.#first, ...middle, ...(this.#end ? [this.#end] : [])];
    [this.#first, this.#lines, this.#leftOut, this.#progress, this.#end] = [[], [], 0, undefined, undefined];
    return all;
  }

  #addLine(line: Extract<JobSignal, { state: 'log' }>): void {
    this.#lines.push(line);
    if (this.#lines.length <= MAX_WAITING_LINES) return;
    this.#lines.shift();
    this.#leftOut++;
  }
}
