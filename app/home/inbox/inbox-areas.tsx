import { Button } from '../../../components/button.tsx';
import { LimpYarns } from '../../../components/limp-yarns.tsx';
import { seriesId } from '../../history/series-id.ts';
import { area, Slot } from '../../http/area.tsx';
import type { Area, Region } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { Signal } from './signal.ts';
import { SignalRow, type SignalRowProps } from './signal-row.tsx';

export interface InboxProps extends Omit<SignalRowProps, 'id' | 'signal'> {
  /** Those on no dashboard, newest first. */
  readonly signals: readonly Signal[];
  readonly mayEdit: boolean;
  /** Nothing was ever sent: the page waits. */
  readonly isWaiting: boolean;
}

/** The live parts of the Inbox: its head, which waits or counts, and its rows. */
export function inboxAreas(props: InboxProps): Area[] {
  const { signals, unitOf, nowMs, timeZone } = props;
  const rows = signals.map((signal): Region => {
    const id = rowId(signal);
    return { id, html: String(<SignalRow {...{ id, signal, unitOf, nowMs, timeZone }} />) };
  });
  return [
    area('inbox-head', <Head {...props} />, [{ id: 'inbox-title', html: String(<Title {...props} />) }]),
    area(
      'inbox-rows',
      <ol class="inbox" id="inbox-rows">
        <Slot />
      </ol>,
      rows,
    ),
  ];
}

/** What stands beside the title of the Inbox. */
export function inboxNote(count: number): string {
  if (count === 0) return 'every signal is on a dashboard';
  return `${count} ${count === 1 ? 'signal' : 'signals'} on no dashboard`;
}

/** A job may have the name of a picture. */
function rowId({ kind, name }: Signal): string {
  return kind === 'reading' ? `inbox-${seriesId(name)}` : `inbox-${kind}-${seriesId(name)}`;
}

function Head({ isWaiting, signals, mayEdit }: InboxProps) {
  return (
    <header class={isWaiting ? 'waiting' : 'sheet__head'} id="inbox-head">
      {isWaiting && <LimpYarns />}
      <Slot />
      {signals.length > 0 && mayEdit && (
        <form class="sheet__end" method="post" action={routes.inboxDashboards.href()}>
          <Button look="solid">Make a dashboard of these</Button>
        </form>
      )}
    </header>
  );
}

function Title({ isWaiting, signals }: InboxProps) {
  if (isWaiting)
    return (
      <h2 class="waiting__title" id="inbox-title">
        Nothing yet. Send something:
      </h2>
    );
  return (
    <div class="inbox__heading" id="inbox-title">
      <h2 id="inbox-heading">Inbox</h2> <span class="sheet__note">{inboxNote(signals.length)}</span>
    </div>
  );
}
