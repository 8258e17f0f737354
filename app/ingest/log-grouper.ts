import { logLimits } from './log-limits.ts';
import { parseHeadTime } from './log-time.ts';

/** What an entry that is being collected may go on with. */
type Mode = 'plain' | 'python' | 'go' | 'node' | 'json';

/** With a blank first, or the words by which traces go on: `Caused by: ...`, `... 12 more`. */
const CONTINUES = /^(?:[ \t]+\S|Caused by: |Suppressed: |\.{3} \d+ (?:more|common frames)|[}\])]+[,;]?\s*$|\s*\^+\s*$)/;
const PYTHON = /^Traceback \(most recent call last\):/;
const PYTHON_LINK = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const GO = /^(?:panic: |fatal error: |goroutine \d+ \[)/;
const GO_TRACE = /^goroutine \d+ \[/;
const GO_FRAME = /^(?:goroutine \d+ \[|created by |exit status \d|\[signal |[\w./()*]+\(.*\)$|runtime[:.]|\t)/;
/** /srv/app.js:10, after which Node prints the line, a caret and the error. */
const NODE = /^(?:file:\/\/)?\/\S+\.[cm]?[jt]s:\d+$/;
const ERROR_LINE = /^(?:[\w$]+\.)*[A-Za-z_$][\w$]*(?::.*)?$/;
/** Longer lines are no part of a trace that is not indented. */
const MAX_TRACE_LINE_CHARS = 1000;

/**
 * Puts the lines of one sender together to entries: a stack trace of Java, Python, Node or Go, or JSON over several lines, is
 * one. Lines go in in their order, entries come out; `flush` gives the one that may still go on.
 */
export class LogGrouper {
  #lines: string[] = [];
  #chars = 0;
  #mode: Mode = 'plain';
  /** Blank lines that belong to the entry only if something of it follows. */
  #blanks = 0;
  /** A Python trace ends with the line that names the error, and one of Node after it. */
  #isEnding = false;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  /** Something is collected and may go on. */
  get isOpen(): boolean {
    return this.#lines.length > 0;
  }

  /** The entry that this line ends by beginning another one, if any. */
  add(line: string): string | undefined {
    if (line.trim() === '') {
      if (this.isOpen) this.#blanks++;
      return undefined;
    }
    if (this.isOpen && this.#hasRoom(line) && this.#goesOn(line)) {
      this.#push(line);
      return undefined;
    }
    const entry = this.flush();
    this.#begin(line);
    return entry;
  }

  flush(): string | undefined {
    if (!this.isOpen) return undefined;
    const entry = this.#lines.join('\n');
    this.#lines = [];
    this.#chars = 0;
    this.#blanks = 0;
    return entry;
  }

  #begin(line: string): void {
    this.#lines = [line];
    this.#chars = line.length;
    this.#mode = modeOf(line);
    this.#isEnding = false;
  }

  #push(line: string): void {
    for (; this.#blanks > 0; this.#blanks--) this.#lines.push('');
    this.#lines.push(line);
    this.#chars += line.length + 1;
  }

  #hasRoom(line: string): boolean {
    const { linesPerEntry, textBytes } = logLimits;
    return this.#lines.length + this.#blanks < linesPerEntry && this.#chars + line.length < textBytes;
  }

  #goesOn(line: string): boolean {
    if (this.#mode === 'json') return this.#goesOnAsJson(line);
    if (line.startsWith('{') && line.endsWith('}')) return false;
    if (PYTHON.test(line)) return this.#becomesPython();
    if (GO_TRACE.test(line) && this.#lines[0]!.includes('panic')) this.#mode = 'go';
    // A blank line ends what is only indented; traces have them inside.
    if (this.#mode === 'plain') return this.#blanks === 0 && CONTINUES.test(line);
    if (CONTINUES.test(line)) return true;
    return line.length < MAX_TRACE_LINE_CHARS && !parseHeadTime(line, this.#nowMs()) && this.#goesOnAsTrace(line);
  }

  #goesOnAsTrace(line: string): boolean {
    if (this.#mode === 'go') return GO_FRAME.test(line);
    if (this.#mode === 'python' && PYTHON_LINK.test(line)) return true;
    if (this.#isEnding || !ERROR_LINE.test(line)) return this.#mode === 'node' && /^Node\.js v\d/.test(line);
    this.#isEnding = true;
    return true;
  }

  /** After a line such as `ERROR:root:boom`, or after another trace and the words that tie them. */
  #becomesPython(): boolean {
    if (this.#mode === 'python' && this.#isEnding && !this.#lines.some(line => PYTHON_LINK.test(line))) return false;
    this.#mode = 'python';
    this.#isEnding = false;
    return true;
  }

  #goesOnAsJson(line: string): boolean {
    if (this.#isEnding) return false;
    this.#isEnding = /^\}\s*$/.test(line);
    return this.#isEnding || /^[ \t"\]}]/.test(line);
  }
}

function modeOf(line: string): Mode {
  if (/^\{\s*$/.test(line)) return 'json';
  if (PYTHON.test(line)) return 'python';
  if (GO.test(line)) return 'go';
  return NODE.test(line) ? 'node' : 'plain';
}
