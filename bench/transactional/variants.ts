import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../../db/transactional.ts';
import type { Files } from './open-files.ts';

/** How long a handler of the async kind waits between its rows, milliseconds. */
const AWAITED_MS = 2;

/** What a handler does inside its transaction. */
export interface Work {
  readonly first: string;
  readonly second: string;
  readonly isFailing: boolean;
}

/** Does the work of one handler in one transaction. Rejects when it is not kept. */
export type Handle = (work: Work) => Promise<void>;

export interface Variant {
  readonly name: string;
  /** True: the handlers await something between their rows. */
  readonly isAwaiting: boolean;
  /** True: each wait stops the event loop, so that one wave of handlers takes seconds and is run once. */
  readonly isFreezing?: boolean;
  readonly create: (files: Files) => Handle;
}

/** Of the second connection; in practice it is set to seconds. */
const BUSY_TIMEOUT_MS = 10;

const PATIENT = { acquireTimeoutMs: Number.POSITIVE_INFINITY, holdTimeoutMs: Number.POSITIVE_INFINITY };

export const variants: readonly Variant[] = [
  { name: 'i BEGIN on the shared connection', isAwaiting: true, create: manual },
  { name: 'ii a connection each, busy timeout', isAwaiting: true, isFreezing: true, create: busyTimeout },
  { name: 'iii promise chain, awaiting', isAwaiting: true, create: files => chain(files, true) },
  { name: 'iv async lane (ours)', isAwaiting: true, create: asyncLane },
  { name: 'iii promise chain, one transaction each', isAwaiting: false, create: files => chain(files, false) },
  { name: 'v batch lane (ours)', isAwaiting: false, create: batchLane },
];

function inserter(connection: Connection): (name: string) => void {
  const insert = connection.prepare('INSERT INTO item (name, at) VALUES (?, ?)');
  return name => void insert.run(name, 1);
}

function failIf({ isFailing }: Work): void {
  if (isFailing) throw new Error('drawn to fail');
}

/** Whoever comes second finds a transaction open, and works in it. */
function manual(files: Files): Handle {
  const connection = files.openPlain(0);
  const insert = inserter(connection);
  return async work => {
    const isOurs = !connection.inTransaction;
    if (isOurs) connection.exec('BEGIN IMMEDIATE');
    try {
      insert(work.first);
      await delay(AWAITED_MS);
      failIf(work);
      insert(work.second);
      if (isOurs) connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  };
}

/** A pool of two: the second one waits inside SQLite, on the thread that would have to let the first one go on. */
function busyTimeout(files: Files): Handle {
  const idle = [files.openPlain(BUSY_TIMEOUT_MS), files.openPlain(BUSY_TIMEOUT_MS)];
  const waiting: ((connection: Connection) => void)[] = [];
  const take = async () => idle.pop() ?? (await new Promise<Connection>(resolve => waiting.push(resolve)));
  const give = (connection: Connection) => {
    const next = waiting.shift();
    if (next) next(connection);
    else idle.push(connection);
  };
  return async work => {
    const connection = await take();
    try {
      connection.exec('BEGIN IMMEDIATE');
      const insert = inserter(connection);
      insert(work.first);
      await delay(AWAITED_MS);
      failIf(work);
      insert(work.second);
      connection.exec('COMMIT');
    } finally {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      give(connection);
    }
  };
}

/** Correct, and one transaction after the other. */
function chain(files: Files, isAwaiting: boolean): Handle {
  const connection = files.openPlain(0);
  const insert = inserter(connection);
  let last: Promise<unknown> = Promise.resolve();
  const handle: Handle = async work => {
    connection.exec('BEGIN IMMEDIATE');
    try {
      insert(work.first);
      if (isAwaiting) await delay(AWAITED_MS);
      failIf(work);
      insert(work.second);
      connection.exec('COMMIT');
    } catch (error) {
      connection.exec('ROLLBACK');
      throw error;
    }
  };
  return work => {
    const run = last.then(() => handle(work));
    last = run.catch(() => {});
    return run;
  };
}

function asyncLane(files: Files): Handle {
  const { transactional, prepare } = files.openOurs();
  const insert = prepare('INSERT INTO item (name, at) VALUES (?, ?)');
  return transactional(async work => {
    insert.run(work.first, 1);
    await delay(AWAITED_MS);
    failIf(work);
    insert.run(work.second, 1);
  }, PATIENT);
}

function batchLane(files: Files): Handle {
  const { transactional, prepare } = files.openOurs();
  const insert = prepare('INSERT INTO item (name, at) VALUES (?, ?)');
  return work =>
    transactional.batch(() => {
      insert.run(work.first, 1);
      failIf(work);
      insert.run(work.second, 1);
    }, PATIENT);
}
