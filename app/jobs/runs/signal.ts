/** What a job says in one line, whatever the protocol. */
export type Signal = Said & {
  /** When it was said, where it comes later; milliseconds since 1970 UTC. Without it: now. */
  readonly atMs?: number;
};

type Said =
  | { readonly kind: 'start'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly text: string }
  /** Words about what it does now. */
  | { readonly kind: 'message'; readonly text: string }
  /** A line of its output, which says nothing about how it goes. */
  | { readonly kind: 'log'; readonly text: string }
  /** `output`: the lines that come with the end. */
  | { readonly kind: 'done'; readonly text: string; readonly output?: readonly string[] }
  | { readonly kind: 'fail'; readonly exitCode?: number; readonly text: string; readonly output?: readonly string[] };

/** Which run of which job speaks. */
export interface Speaker {
  readonly job: string;
  /** Tells runs apart that overlap, as their sender calls them. */
  readonly runId?: string;
  readonly labels: Readonly<Record<string, string>>;
}
