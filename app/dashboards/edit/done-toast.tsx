import { Button } from '../../../components/button.tsx';
import { Toast } from '../../../components/toast.tsx';
import type { Done } from './do-deed.ts';
import { editForm } from './edit-form.ts';

/** What was done, and Undo where it can be undone. */
export function DoneToast({ slug, done: { said, isUndoable } }: { readonly slug: string; readonly done: Done }) {
  const undo = isUndoable && (
    <form {...editForm(slug)} hx-include="#edit-strip [name=panel]">
      <Button look="plain" size="small" attributes={{ name: 'act', value: 'undo' }}>
        Undo
      </Button>
    </form>
  );
  return <Toast undo={undo || undefined}>{said}</Toast>;
}
