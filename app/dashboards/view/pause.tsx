import { Button } from '../../../components/button.tsx';

/** Stops a page that moves, for who reads it. Only a script can, so it is not shown without one. Since when is said once, how much waits is shown beside it. */
export function Pause() {
  return (
    <span class="pause">
      <span class="pause__state">
        <span role="status" data-paused />
        <span data-paused-count />
      </span>
      <Button type="button" icon="pause" attributes={{ 'data-pause': '', 'aria-pressed': 'false', 'data-key': 'p' }}>
        <span data-pause-word>Pause</span>
      </Button>
    </span>
  );
}
