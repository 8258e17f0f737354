import { raw } from 'hono/html';
import { Button } from '../../components/button.tsx';
import { CodeLine } from '../../components/code-line.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { PASSWORD_MIN_CHARS } from '../auth/password.ts';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import type { Screen } from '../http/screen.ts';
import { routes } from '../routes.ts';
import type { WayToSend } from './ways-to-send.ts';

export interface HomeProps {
  readonly screen: Screen;
  readonly ways: readonly WayToSend[];
  /** Name of the way whose text is shown. */
  readonly way: string;
  readonly mayEdit: boolean;
  /** The owner has come in by the one-time address and has no password yet. */
  readonly needsPassword: boolean;
  readonly hasMachine: boolean;
}

export function HomePage({ shell, live, ...home }: HomeProps & { readonly shell: PageShell; readonly live: LiveLink }) {
  return (
    <Page shell={shell} title="Home" room="home" live={live}>
      <HomeContent {...home} />
    </Page>
  );
}

/** What the page holds below its title. */
export function HomeContent({ screen, ways, way, mayEdit, needsPassword, hasMachine }: HomeProps) {
  return (
    <>
      {needsPassword && <ChoosePassword />}
      <div class="home">
        <section class="sheet home__inbox" aria-label="Inbox">
          {raw(screen.html('inbox-head'))}
          <HowToSend ways={ways} way={way} mayEdit={mayEdit} />
          {raw(screen.html('inbox-rows'))}
        </section>
        <Sheet id="boards" title="Dashboards" end={mayEdit && <BoardLinks />} padded={false}>
          {raw(screen.html('boards-rows'))}
        </Sheet>
      </div>
      {hasMachine && (
        <>
          <div class="section-head">
            <h2>This machine</h2>
            <span class="dim">already live, nothing to set up</span>
            <a class="link section-head__end" href={routes.hosts.href()}>
              All hosts
            </a>
            <a class="link" href={routes.dashboard.href({ slug: 'this-machine' })}>
              Open<span class="unseen"> This machine</span>
            </a>
          </div>
          {raw(screen.html('cloth'))}
        </>
      )}
    </>
  );
}

function BoardLinks() {
  return (
    <span class="cluster">
      <a class="link" href={routes.dashboardNew.href()}>
        New dashboard
      </a>
      <a class="link" href={routes.dashboardImport.href()}>
        Import<span class="unseen"> a dashboard</span>
      </a>
    </span>
  );
}

function HowToSend({ ways, way, mayEdit }: Pick<HomeProps, 'ways' | 'way' | 'mayEdit'>) {
  const chosen = ways.find(({ name }) => name === way) ?? ways[0]!;
  const tabs = ways.map(({ name, label }) => ({
    label,
    href: routes.home.href({}, { how: name }),
    current: name === chosen.name,
  }));
  const address = /(?:https?:\/\/|localhost)[^'"\s]*/.exec(chosen.text)?.[0];
  return (
    <div class="listen">
      <Tabs label="How to send" tabs={tabs} />
      <CodeLine text={chosen.text} address={address} prompt={chosen.prompt} />
      <form
        class="listen__trial"
        method="post"
        action={routes.trialReading.href()}
        hx-post={routes.trialReading.href()}
        hx-swap="none"
      >
        <span class="dim">
          It is on this page within a second.{' '}
          {mayEdit && (
            <a class="link" href={routes.senders.href()}>
              Nothing arrives?
            </a>
          )}
        </span>
        {mayEdit && <Button size="small">Send one for me</Button>}
      </form>
    </div>
  );
}

function ChoosePassword() {
  return (
    <form class="claim" method="post" action={routes.credentials.href()} aria-labelledby="claim-title">
      <div>
        <h2 id="claim-title">Keep this server yours</h2>
        <p class="soft">
          You came in by the one-time address, in this browser only. With a name and a password you can come back.
        </p>
      </div>
      <Field
        id="claim-name"
        name="name"
        label="Your name"
        attributes={{ autocomplete: 'username', required: true, maxlength: 100 }}
      />
      <Field
        id="claim-password"
        name="password"
        label="A password"
        hint={`${PASSWORD_MIN_CHARS} characters or more`}
        attributes={{ type: 'password', autocomplete: 'new-password', minlength: PASSWORD_MIN_CHARS, required: true }}
      />
      <Button look="solid">Keep it</Button>
    </form>
  );
}
