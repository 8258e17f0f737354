import { neverSwapErrors } from './never-swap-errors.ts';

export type PromqlInputProps = {
  id: string;
  name: string;
  value: string;
  /** Where the list of what can stand at the cursor comes: the id of a `listbox`. */
  listId: string;
  /** The hidden field that tells the server where the cursor is. */
  cursorId: string;
  /** What is asked for the list. */
  completionsHref: string;
  isInvalid: boolean;
  describedBy?: string | undefined;
  placeholder?: string | undefined;
  /** The word on the key of a phone. */
  enterKeyHint?: 'go' | undefined;
};

/** A query as text. A plain field without script; with it `public/js/query.js` makes a combobox of it (WAI-ARIA APG, editable with list). */
export function PromqlInput(props: PromqlInputProps) {
  const { id, name, value, listId, cursorId, completionsHref, isInvalid, describedBy, placeholder, enterKeyHint } =
    props;
  return (
    <label class="box box--large query__box">
      <span class="query__word" aria-hidden="true">
        PromQL
      </span>
      <input
        class="box__control query__text"
        type="text"
        {...{ id, name, value, placeholder }}
        role="combobox"
        aria-label="PromQL"
        aria-expanded="false"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={isInvalid ? 'true' : undefined}
        aria-describedby={describedBy}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck={false}
        enterkeyhint={enterKeyHint}
        data-query={cursorId}
        hx-get={completionsHref}
        hx-trigger="input delay:120ms consume, complete"
        hx-target={`#${listId}`}
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-include={`#${cursorId}`}
        {...neverSwapErrors}
      />
    </label>
  );
}
