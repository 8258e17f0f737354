import { applySignal, saidAt } from './apply-signal.ts';
import { awaitNext } from './await-next.ts';
import { findRun } from './find-run.ts';
import type { JobDesk } from './job-desk.ts';
import { jobLimits } from './job-limits.ts';
import type { JobRow } from './job-tables.ts';
import type { RunView } from './job-view.ts';
import { appendOutput } from './output.ts';
import { removeRun } from './remove-run.ts';
import { type Moment, type RunRow, toRunView } from './run-row.ts';
import { settleState } from './settle-state.ts';
import type { Signal, Speaker } from './signal.ts';

/** Runs that go when one begins; more than one where some of them went on before. */
const SLICE_RUNS = 3;

/** What became of signals. */
export type Taken =
  | {
      readonly kind: 'kept';
      /** The one of the last signal; undefined: the job has none yet. */
      readonly run?: RunView;
      readonly isNewJob: boolean;
      /** What was not done, in sentences; at most a few. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Takes what one run says, in its order. In a write transaction: all of it is kept, or nothing. */
export function takeSignals(desk: JobDesk, speaker: Speaker, signals: readonly Signal[], nowMs: number): Taken {
  const known = desk.tables.job.byName.get(speaker.job);
  if (!known && desk.tables.job.count.get()!.count >= jobLimits.jobs)
    return { kind: 'refused', reason: `${jobLimits.jobs} jobs are kept, which is the limit; delete one that is over.` };
  const listener = new Listener(desk, known ?? createJob(desk, speaker.job, nowMs), speaker, desk.moment(nowMs));
  for (const signal of signals) listener.hear(signal);
  const run = listener.finish();
  const notes = [...listener.notes];
  return { kind: 'kept', isNewJob: !known, notes, ...(run && { run: toRunView(run, desk.moment(nowMs)) }) };
}

function createJob({ tables, changed }: JobDesk, name: string, nowMs: number): JobRow {
  tables.job.insert.run(name, nowMs, nowMs, 'new', nowMs, nowMs);
  changed.add(name);
  return tables.job.byName.get(name)!;
}

/** Hears one speaker, and writes a run once however much it says. */
class Listener {
  readonly notes = new Set<string>();
  readonly #desk: JobDesk;
  readonly #speaker: Speaker;
  readonly #at: Moment;
  #job: JobRow;
  #run: RunRow | undefined;
  #lines: string[] = [];
  /** The state of the job may have changed. */
  #hasTurned = false;

  constructor(desk: JobDesk, job: JobRow, speaker: Speaker, at: Moment) {
    this.#desk = desk;
    this.#job = job;
    this.#speaker = speaker;
    this.#at = at;
  }

  hear(signal: Signal): void {
    const isGoingOn = this.#run?.status === 'running' && signal.kind !== 'start';
    if (isGoingOn) this.#apply(this.#run!, signal);
    else this.#turn(signal);
  }

  /** Writes what is left to write, and gives the run that was heard last. */
  finish(): RunRow | undefined {
    this.#write();
    this.#desk.changed.add(this.#job.name);
    if (this.#hasTurned) settleState(this.#desk, { ...this.#job, heardMs: this.#at.nowMs }, this.#at.nowMs);
    return this.#run;
  }

  #turn(signal: Signal): void {
    this.#write();
    const { nowMs } = this.#at;
    const found = findRun(this.#desk.tables, this.#job.id, this.#speaker.runId, signal, nowMs);
    switch (found.kind) {
      case 'open':
        this.#hasTurned ||= found.run.status !== 'running';
        this.#apply(found.run, signal);
        break;
      case 'ended':
        this.#run = found.run;
        if (signal.text !== '') this.#lines.push(signal.text);
        this.notes.add(endedNote(found.run, signal));
        break;
      case 'new':
        for (const run of found.superseding) this.#supersede(run);
        this.#apply(this.#begin(signal), signal);
        break;
      case 'none':
        this.notes.add('There is no run yet: send start first, and then its output.');
    }
    this.notes.delete('');
  }

  #apply(run: RunRow, signal: Signal): void {
    const { lostAfterMs } = this.#desk.planOf(this.#job);
    const applied = applySignal(run, signal, this.#at, lostAfterMs);
    this.#run = applied.run;
    this.#lines.push(...applied.lines);
    if (applied.run.status !== 'running') this.#end();
  }

  /** What is usual is learned anew, and where the next start was due while this run went on, that one is over. */
  #end(): void {
    this.#write();
    this.#desk.forget(this.#job.id);
    this.#hasTurned = true;
    const { nowMs } = this.#at;
    if (this.#job.dueMs === null) this.#job = awaitNext(this.#desk, this.#job, this.#job.anchorMs);
    else if (this.#job.dueMs <= nowMs) this.#job = awaitNext(this.#desk, this.#job, nowMs);
  }

  #begin(signal: Signal): RunRow {
    const { tables, limits } = this.#desk;
    const { nowMs, listenedMs } = this.#at;
    const hasStart = signal.kind === 'done' || signal.kind === 'fail' ? 0 : 1;
    const { lostAfterMs } = this.#desk.planOf(this.#job);
    const number = this.#job.nextNumber;
    // Here and not with a sweep, so that a job that runs many times a second has no more of them meanwhile.
    for (const run of tables.run.beyond.all(this.#job.id, number - limits.runsPerJob, SLICE_RUNS))
      removeRun(tables, run);
    for (const run of tables.run.silentLongest.all(this.#job.id, jobLimits.openRunsPerJob - 1)) {
      this.#supersede(run);
      this.notes.add(
        `Run ${run.number} counts as lost: ${jobLimits.openRunsPerJob} runs of a job may go on at one time.`,
      );
    }
    const { runId = null, labels } = this.#speaker;
    tables.run.insert.run(
      ...[this.#job.id, number, runId, hasStart, saidAt(signal, nowMs), nowMs, listenedMs, listenedMs + lostAfterMs],
      JSON.stringify(labels),
    );
    this.#desk.forget(this.#job.id);
    this.#job = awaitNext(this.#desk, { ...this.#job, nextNumber: number + 1 }, nowMs);
    this.#hasTurned = true;
    return tables.run.byNumber.get(this.#job.id, number)!;
  }

  #supersede(run: RunRow): void {
    this.#desk.tables.run.update.run({ ...run, status: 'lost', isSuperseded: 1 });
  }

  #write(): void {
    if (!this.#run) return;
    const lines = this.#lines.slice(-jobLimits.linesPerRun);
    this.#run = appendOutput(this.#desk.tables, this.#run, lines, this.#at.nowMs);
    this.#lines = [];
    this.#desk.tables.run.update.run(this.#run);
  }
}

/** Empty: output may come after the end. */
function endedNote({ number }: RunRow, { kind }: Signal): string {
  if (kind === 'log') return '';
  return `Run ${number} has ended already: ${kind === 'message' ? 'the words were' : `${kind} was`} not counted.`;
}
