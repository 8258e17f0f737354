import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { type OutputLine, OutputLines } from './output-lines.ts';

/** How a command ended. */
export type Ending =
  | { readonly code: number }
  | { readonly signal: NodeJS.Signals }
  /** It could not be started. */
  | { readonly problem: string; readonly code: 126 | 127 };

export interface CommandOptions {
  readonly command: readonly [string, ...string[]];
  readonly onLine: (line: OutputLine) => void;
}

/** Passed on to the command: it decides what they mean. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command as the shell would: its input is ours, its output is passed on as it comes, signals reach it. Each line of its output is
 * told, too. Resolves when it has ended and all its output is out.
 */
export async function runCommand({ command: [name, ...args], onLine }: CommandOptions): Promise<Ending> {
  const child = spawn(name, args, { stdio: ['inherit', 'pipe', 'pipe'] });
  const passOn = SIGNALS.map(signal => {
    // A terminal sends Ctrl-C to both of us: the command has it already, and we stay for its end.
    const handle = () => void (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
    process.on(signal, handle);
    return () => process.off(signal, handle);
  });
  try {
    const output = Promise.all([
      follow(child.stdout!, process.stdout, onLine),
      follow(child.stderr!, process.stderr, onLine),
    ]);
    const ending = await endOf(child, name);
    if (!('problem' in ending)) await output;
    return ending;
  } finally {
    for (const stop of passOn) stop();
  }
}

async function endOf(child: ChildProcess, name: string): Promise<Ending> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ? { signal } : { code: code ?? 0 };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { problem: `There is no command "${name}".`, code: 127 };
    if (code === 'EACCES') return { problem: `"${name}" may not be run.`, code: 126 };
    return { problem: `"${name}" could not be started: ${message}`, code: 126 };
  }
}

/** Who reads our output slowly slows the command down, as without us; who has gone ends our passing on, and not the command. */
async function follow(from: Readable, to: Writable, onLine: (line: OutputLine) => void): Promise<void> {
  const lines = new OutputLines();
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  to.once('error', close);
  for await (const piece of from as AsyncIterable<Buffer>) {
    if (isOpen && !to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(close);
    for (const line of lines.add(piece)) onLine(line);
  }
  for (const line of lines.end()) onLine(line);
  to.off('error', close);
}
