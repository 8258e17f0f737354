import { raw } from 'hono/html';
import { Button } from '../../components/button.tsx';
import { CodeLine } from '../../components/code-line.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import type { Screen } from '../http/screen.ts';
import { routes } from '../routes.ts';
import type { Snippet } from './snippets.ts';

export interface SendersProps {
  readonly screen: Screen;
  readonly snippets: readonly Snippet[];
  /** Name of the one whose text is shown. */
  readonly how: string;
}

export function SendersPage({
  shell,
  live,
  ...props
}: SendersProps & { readonly shell: PageShell; readonly live: LiveLink }) {
  const acts = (
    <a class="link" href={routes.settings.href()}>
      Settings
    </a>
  );
  return (
    <Page
      shell={shell}
      title="Senders"
      room="settings"
      note="who sends, and why something does not show"
      live={live}
      acts={acts}
    >
      <SendersContent {...props} />
    </Page>
  );
}

/** What the page holds below its title. */
export function SendersContent({ screen, snippets, how }: SendersProps) {
  return (
    <div class="senders-page">
      <Sheet id="senders" title="Who sends" note="by token and protocol" padded={false}>
        {raw(screen.html('senders-rows'))}
      </Sheet>
      <Sheet id="doors" title="Turned away" note="by address" padded={false}>
        {raw(screen.html('senders-doors'))}
      </Sheet>
      <HowToSend snippets={snippets} how={how} />
    </div>
  );
}

function HowToSend({ snippets, how }: Pick<SendersProps, 'snippets' | 'how'>) {
  const chosen = snippets.find(({ name }) => name === how) ?? snippets[0]!;
  const tabs = snippets.map(({ name, label }) => ({
    label,
    href: `${routes.senders.href({}, { how: name })}#send`,
    current: name === chosen.name,
  }));
  return (
    <Sheet id="send" title="Send something" end={<Trial />}>
      <div class="senders__how">
        <Tabs label="How to send" tabs={tabs} />
        <CodeLine text={chosen.text} prompt={chosen.prompt} />
        <p class="dim">
          {'The address is how this page was asked for; a machine elsewhere may need another. '}
          <a class="link" href={routes.api.href()}>
            All addresses for programs
          </a>
        </p>
      </div>
    </Sheet>
  );
}

function Trial() {
  return (
    <form method="post" action={routes.sendersTrial.href()}>
      <input type="hidden" name="kind" value="reading" />
      <Button size="small">Send one for me</Button>
    </form>
  );
}
