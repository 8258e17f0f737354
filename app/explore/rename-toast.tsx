import { Button } from '../../components/button.tsx';
import { Toast } from '../../components/toast.tsx';
import { parseSeriesName } from '../history/parse-series-name.ts';
import { routes } from '../routes.ts';

export interface RenameToastProps {
  /** The name that the series has. */
  readonly seriesKey: string;
  /** The name that it had. */
  readonly oldKey: string;
  /** With another series: there is no way back. */
  readonly isJoined: boolean;
}

/** What a series was called, and the way back: what came under the old name meanwhile is joined with it. */
export function RenameToast({ seriesKey, oldKey, isJoined }: RenameToastProps) {
  const old = parseSeriesName(oldKey);
  if (isJoined || !old) {
    return (
      <Toast stays>
        Joined <code>{oldKey}</code> with this series
      </Toast>
    );
  }
  const undo = (
    <form method="post" action={routes.seriesName.href()}>
      <input type="hidden" name="key" value={seriesKey} />
      <input type="hidden" name="metric" value={old.metric} />
      {Object.entries(old.labels).map(([name, value]) => (
        <>
          <input type="hidden" name="label" value={name} />
          <input type="hidden" name="value" value={value} />
        </>
      ))}
      <input type="hidden" name="join" value="on" />
      <Button size="small">Undo</Button>
    </form>
  );
  return (
    <Toast undo={undo} stays>
      Renamed from <code>{oldKey}</code>
    </Toast>
  );
}
