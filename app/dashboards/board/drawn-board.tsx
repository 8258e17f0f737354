import { raw } from 'hono/html';
import { LiveStream } from '../../../components/live.tsx';

export interface DrawnBoardProps {
  /** What is to be said of its file, as the screen drew it last. */
  readonly note: string;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  /** The stream that goes on from there; undefined: the range stands still. */
  readonly liveHref: string | undefined;
  readonly mayEdit: boolean;
}

/** What the page holds in the place of its mark. */
export function DrawnBoard({ note, cloth, liveHref, mayEdit }: DrawnBoardProps) {
  return (
    <>
      {raw(note)}
      <div class="board" data-may-edit={mayEdit ? '' : undefined}>
        {raw(cloth)}
      </div>
      {liveHref !== undefined && <LiveStream href={liveHref} />}
    </>
  );
}
