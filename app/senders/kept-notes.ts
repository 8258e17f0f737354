import type { z } from 'zod';
import { and, eq } from '../../db/drizzle.ts';
import { senderNote } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';

export interface KeptNotesOptions<Note> {
  readonly db: State['db'];
  readonly kind: 'sender' | 'door';
  readonly schema: z.ZodType<Note>;
  /** At most so many; the one that was put longest ago goes first. */
  readonly max: number;
  readonly onDrop?: (key: string) => void;
}

/** Notes by key, oldest first, in memory and written down by `save`. */
export class KeptNotes<Note extends { readonly lastMs: number }> {
  readonly #options: KeptNotesOptions<Note>;
  readonly #notes: Map<string, Note>;
  /** Keys to be written down; of very many, all that there is is written anew. */
  readonly #changed = new Set<string>();
  #isAllChanged = false;

  constructor(options: KeptNotesOptions<Note>) {
    this.#options = options;
    this.#notes = this.#load();
  }

  get(key: string): Note | undefined {
    return this.#notes.get(key);
  }

  put(key: string, note: Note): void {
    const { max, onDrop } = this.#options;
    this.#notes.delete(key);
    this.#notes.set(key, note);
    this.#changed.add(key);
    if (this.#notes.size <= max) return;
    const oldest = this.#notes.keys().next().value!;
    this.#notes.delete(oldest);
    onDrop?.(oldest);
    this.#changed.add(oldest);
    if (this.#changed.size > 2 * max) this.#changeAll();
  }

  values(): MapIterator<Note> {
    return this.#notes.values();
  }

  entries(): MapIterator<[string, Note]> {
    return this.#notes.entries();
  }

  /** Writes down what changed; call `settle` when that is kept. */
  save(): void {
    const { db, kind } = this.#options;
    if (this.#isAllChanged) db.delete(senderNote).where(eq(senderNote.kind, kind)).run();
    for (const key of this.#isAllChanged ? this.#notes.keys() : this.#changed) this.#write(key);
  }

  settle(): void {
    this.#changed.clear();
    this.#isAllChanged = false;
  }

  #changeAll(): void {
    this.#isAllChanged = true;
    this.#changed.clear();
  }

  #write(key: string): void {
    const { db, kind } = this.#options;
    const note = this.#notes.get(key);
    const row = and(eq(senderNote.kind, kind), eq(senderNote.key, key));
    if (!note) return void db.delete(senderNote).where(row).run();
    const facts = JSON.stringify(note);
    db.insert(senderNote)
      .values({ kind, key, facts })
      .onConflictDoUpdate({ target: [senderNote.kind, senderNote.key], set: { facts } })
      .run();
  }

  /** A note that cannot be read any more, because it is of another version, is left out. */
  #load(): Map<string, Note> {
    const { db, kind, schema } = this.#options;
    const rows = db.select().from(senderNote).where(eq(senderNote.kind, kind)).all();
    const read = rows.flatMap(({ key, facts }) => {
      const parsed = schema.safeParse(JSON.parse(facts));
      return parsed.success ? [[key, parsed.data] as const] : [];
    });
    return new Map(read.sort(([, a], [, b]) => a.lastMs - b.lastMs));
  }
}
