import type { WrittenAction } from './read-actions.ts';

/** What a sender wrote, whether as headers, in the query or as JSON; nothing of it is checked. */
export interface PublishFields {
  readonly message?: string | undefined;
  readonly title?: string | undefined;
  readonly priority?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly click?: string | undefined;
  readonly isMarkdown?: boolean | undefined;
  readonly sequence?: string | undefined;
  /** Undefined: they could not be read. */
  readonly actions?: readonly WrittenAction[] | 'unreadable' | undefined;
  readonly delay?: string | undefined;
  /** Other things that ntfy has and this does not, as words. */
  readonly others?: readonly string[] | undefined;
}
