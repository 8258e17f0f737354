import { Button } from '../../components/button.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Table } from '../../components/table.tsx';
import { inPlace } from '../http/in-place.ts';
import { routes } from '../routes.ts';
import { Ago } from './ago.tsx';
import type { SettingsProps } from './page.tsx';

/** The browsers that are signed in. */
export function Sessions({ sessions, person, nowMs }: SettingsProps) {
  if (!person) return null;
  const rows = sessions.map(({ hash, userAgent, address, seenMs }) => ({
    cells: [
      hash === person.sessionHash ? `${browserName(userAgent)}, this one` : browserName(userAgent),
      address,
      hash === person.sessionHash ? 'now' : <Ago atMs={seenMs} nowMs={nowMs} />,
      hash === person.sessionHash ? '' : <EndSession hash={hash} />,
    ],
  }));
  return (
    <Sheet id="sessions" title="Sessions" note="browsers that are signed in" padded={false}>
      <Table
        roomy
        caption="Sessions"
        columns={[
          { label: 'browser', align: 'text' },
          { label: 'from', align: 'text' },
          { label: 'last seen', align: 'figure' },
          { label: '', align: 'figure' },
        ]}
        rows={rows}
      />
      {sessions.length > 1 && (
        <form
          class="sheet__body"
          method="post"
          action={routes.otherSessionsEnd.href()}
          {...inPlace(routes.otherSessionsEnd.href(), 'sessions')}
        >
          <Button>End all others</Button>
        </form>
      )}
    </Sheet>
  );
}

function EndSession({ hash }: { hash: string }) {
  return (
    <form method="post" action={routes.sessionEnd.href()} {...inPlace(routes.sessionEnd.href(), 'sessions')}>
      <input type="hidden" name="session" value={hash} />
      <Button size="small" look="plain">
        End
      </Button>
    </form>
  );
}

/** `Firefox on Linux`, as far as the browser says; what it is not sure of stays away. */
function browserName(userAgent: string): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//
    .exec(userAgent)?.[1]
    ?.replace('Edg', 'Edge')
    .replace('OPR', 'Opera');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1];
  return [browser ?? (userAgent.slice(0, 40) || 'unknown'), system && browser && `on ${system}`]
    .filter(Boolean)
    .join(' ');
}
