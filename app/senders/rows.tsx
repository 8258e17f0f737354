import { createHash } from 'node:crypto';
import { formatAge } from '../../components/format/format-age.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { Shape } from '../../components/icons.tsx';
import { Time } from '../../components/time.tsx';
import { area, Slot } from '../http/area.tsx';
import type { Area, Region } from '../http/screen.ts';
import type { DoorNote } from './notes.ts';
import { protocolLabel } from './protocol-names.ts';
import type { ListedSender } from './store.ts';

export interface SendersShown {
  readonly senders: readonly ListedSender[];
  readonly doors: readonly DoorNote[];
  readonly nowMs: number;
}

/** Said where nobody has sent. */
export const NOBODY = 'Nobody has sent anything yet. A line below does it; it is listed here within a second.';

/** Of each list; every row is drawn anew as it grows older. */
const MAX_ROWS = 100;

const NO_DOORS = 'Nobody: no request with a wrong token, and none to an address that takes nothing.';

/** Its rows, by the sender that came last; and those who were turned away. */
export function sendersAreas({ senders, doors, nowMs }: SendersShown): Area[] {
  const rows = senders.map(sender =>
    toRegion(`sender-${hashOf(`${sender.senderId} ${sender.protocol}`)}`, id => (
      <SenderRow id={id} sender={sender} nowMs={nowMs} />
    )),
  );
  const turned = doors.map(door =>
    toRegion(`door-${hashOf(`${door.address} ${door.status}`)}`, id => <DoorRow id={id} door={door} nowMs={nowMs} />),
  );
  return [listArea('senders-rows', rows, NOBODY), listArea('senders-doors', turned, NO_DOORS)];
}

/** What became of what it sent, in words. */
export function countsOf({ accepted, rejected, refusedRequests, perSecond }: ListedSender): string {
  const rate = perSecond >= 0.05 ? `, ${formatValueText(perSecond, '/s')}` : '';
  const bad = rejected > 0 ? ` · ${formatValueText(rejected, '')} refused` : '';
  const whole =
    refusedRequests > 0
      ? ` · ${formatValueText(refusedRequests, '')} ${refusedRequests === 1 ? 'request' : 'requests'} refused whole`
      : '';
  return `${formatValueText(accepted, '')} kept${rate}${bad}${whole}`;
}

function toRegion(id: string, draw: (id: string) => unknown): Region {
  return { id, html: String(draw(id)) };
}

function listArea(id: string, all: readonly Region[], none: string): Area {
  const noteId = `${id}-note`;
  const note = (text: string) =>
    toRegion(noteId, () => (
      <li class="senders__note dim" id={noteId}>
        {text}
      </li>
    ));
  const regions = all.slice(0, MAX_ROWS);
  const more = all.length - regions.length;
  if (all.length === 0) regions.push(note(none));
  if (more > 0) regions.push(note(`And ${more} that came longer ago; the JSON of this page has them all.`));
  return area(
    id,
    <ul class="senders" id={id}>
      <Slot />
    </ul>,
    regions,
  );
}

/** Ids hold no character of names that others chose. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12);
}

function SenderRow({ id, sender, nowMs }: { id: string; sender: ListedSender; nowMs: number }) {
  const { name, protocol, address, userAgent, refusal, firstMs, lastMs, keptMs } = sender;
  // What was refused before the last success is history.
  const isFailing = refusal !== undefined && refusal.atMs >= (keptMs ?? 0);
  const status = isFailing ? 'warn' : 'ok';
  return (
    <li class={`senders__row senders__row--${status}`} id={id}>
      <p class="senders__head">
        <Shape name={status} />
        <b class="senders__name">{name}</b>
        <span class="senders__what soft">{protocolLabel(protocol)}</span>
        <span class="senders__when">
          <Ago atMs={lastMs} nowMs={nowMs} />
        </span>
      </p>
      <p class="senders__counts">{countsOf(sender)}</p>
      <p class="senders__from dim">
        from {address}
        {userAgent !== '' && ` with ${userAgent}`}, since <Ago atMs={firstMs} nowMs={nowMs} />
      </p>
      {refusal && (
        <p class="senders__why">
          <span>
            <b>{isFailing ? 'Refused' : 'Refused before'}</b>, <Ago atMs={refusal.atMs} nowMs={nowMs} />:{' '}
            {refusal.reason}
          </span>
          {refusal.excerpt !== undefined && <code class="senders__excerpt">{refusal.excerpt}</code>}
        </p>
      )}
    </li>
  );
}

function DoorRow({ id, door, nowMs }: { id: string; door: DoorNote; nowMs: number }) {
  const { address, asked, requests, reason, userAgent, lastMs, status } = door;
  return (
    <li class="senders__row senders__row--warn" id={id}>
      <p class="senders__head">
        <Shape name="warn" />
        <b class="senders__name">{address}</b>
        <code class="senders__what soft">{asked}</code>
        <span class="senders__when">
          <Ago atMs={lastMs} nowMs={nowMs} />
        </span>
      </p>
      <p class="senders__counts">
        {formatValueText(requests, '')} {requests === 1 ? 'request' : 'requests'}, answered {status}
      </p>
      {userAgent !== '' && <p class="senders__from dim">with {userAgent}</p>}
      <p class="senders__why">{reason}</p>
    </li>
  );
}

function Ago({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  const age = formatAge(nowMs - atMs);
  return <Time iso={new Date(atMs).toISOString()} words={age === 'now' ? 'now' : `${age} ago`} />;
}
