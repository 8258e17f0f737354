import { Button } from '../../../components/button.tsx';
import { Icon, Shape } from '../../../components/icons.tsx';
import { routes } from '../../routes.ts';
import { ClashList } from './clash-list.tsx';
import type { EditView } from './edit-view.ts';

/** Whether what stands in the form is kept; said politely each time that it changes. */
export function EditNote({ slug, base, editor, turn, standing }: Omit<EditView, 'form' | 'queries' | 'names'>) {
  return (
    <div class="edit__note" id="edit-note">
      <input type="hidden" name="base" value={JSON.stringify(base)} />
      <input type="hidden" name="editor" value={editor} />
      <input type="hidden" name="turn" value={String(turn)} />
      <p class="edit__saved" role="status" id="edit-said">
        <Said standing={standing} />
      </p>
      {standing.kind === 'changed' && <ClashList clashes={standing.clashes} />}
      {standing.kind === 'gone' && (
        <p class="edit__acts">
          <Button size="small" attributes={{ name: 'act', value: 'restore' }}>
            Put it back
          </Button>
          <Button size="small" href={routes.dashboard.href({ slug })}>
            Leave it
          </Button>
        </p>
      )}
    </div>
  );
}

function Said({ standing }: Pick<EditView, 'standing'>) {
  switch (standing.kind) {
    case 'kept':
      return <span class="soft">Saved as you go</span>;
    case 'saved':
      return (
        <>
          <Icon name="check" /> Saved
        </>
      );
    case 'refused':
      return (
        <>
          <Shape name="crit" />
          <span>
            Not saved.{' '}
            {standing.whole ?? `${standing.problems === 1 ? 'One field says' : `${standing.problems} fields say`} why.`}
          </span>
        </>
      );
    case 'changed':
      return (
        <>
          <Shape name="warn" />
          <span>Not saved yet: somebody else has changed the same meanwhile. Which shall it be?</span>
        </>
      );
    case 'gone':
      return (
        <>
          <Shape name="warn" />
          <span>Not saved: somebody has taken this panel off the dashboard.</span>
        </>
      );
  }
}
