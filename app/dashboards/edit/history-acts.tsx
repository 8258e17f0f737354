import { Button } from '../../../components/button.tsx';
import { editForm } from './edit-form.ts';

export interface HistoryActsProps {
  readonly slug: string;
  /** What would be undone and done again, in words; undefined: nothing. */
  readonly undo?: string | undefined;
  readonly redo?: string | undefined;
}

/** Undo and redo, of what this person has done here. */
export function HistoryActs({ slug, undo, redo }: HistoryActsProps) {
  return (
    <form class="edit-history" id="edit-history" {...editForm(slug)} hx-include="#edit-strip [name=panel]">
      <Act act="undo" label="Undo" words={undo} />
      <Act act="redo" label="Redo" words={redo} />
    </form>
  );
}

function Act({
  act,
  label,
  words,
}: {
  readonly act: 'undo' | 'redo';
  readonly label: string;
  readonly words: string | undefined;
}) {
  const said = words === undefined ? label : `${label}: ${words[0]!.toLowerCase()}${words.slice(1)}`;
  const attributes = { name: 'act', value: act, title: said, id: `edit-${act}` };
  return <Button look="plain" icon={act} label={said} disabled={words === undefined} attributes={attributes} />;
}
