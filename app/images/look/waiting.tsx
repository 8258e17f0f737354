import { LimpYarns } from '../../../components/limp-yarns.tsx';
import { wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';

/** The head of the part that says how to send: it waits for the first picture, or just says it. */
export function sendHead({ isWaiting, search }: { readonly isWaiting: boolean; readonly search: string }): Area {
  return wholeArea(
    'send-head',
    <header class={isWaiting ? 'waiting' : 'sheet__head'} id="send-head">
      {isWaiting && search === '' && <LimpYarns />}
      {isWaiting ? (
        <h2 class="waiting__title">
          {search === '' ? 'No picture yet. Send one:' : `No image has “${search}” in its name.`}
        </h2>
      ) : (
        <h2>Send a picture</h2>
      )}
    </header>,
  );
}
