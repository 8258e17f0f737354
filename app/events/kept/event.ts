/** `message_delete` and `message_clear` are words about earlier ones of the same sequence, as ntfy has them. */
export type EventKind = 'message' | 'message_delete' | 'message_clear';

/** 1 min, 2 low, 3 default, 4 high, 5 max. */
export type Priority = 1 | 2 | 3 | 4 | 5;

/** A link beside the message. */
export interface EventAction {
  readonly label: string;
  /** http or https. */
  readonly url: string;
}

/** A short message of one topic at one moment (ms since 1970 UTC). */
export interface EventDraft {
  readonly topic: string;
  readonly atMs: number;
  readonly kind: EventKind;
  /** Chosen by the sender: a later one with the same replaces this one where it is shown. */
  readonly sequence?: string | undefined;
  readonly title: string;
  readonly message: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** http or https. */
  readonly click?: string | undefined;
  readonly isMarkdown: boolean;
  readonly actions: readonly EventAction[];
  /** The kind of webhook it came by. */
  readonly source?: string | undefined;
}

/** As it is kept. `seq` grows with every event of every topic and survives restarts. */
export interface KeptEvent extends EventDraft {
  readonly seq: number;
  /** 12 letters and digits, by chance. */
  readonly id: string;
  /** Its own id where the sender chose none. */
  readonly sequence: string;
}
