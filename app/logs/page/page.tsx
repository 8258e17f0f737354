import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Button } from '../../../components/button.tsx';
import { CodeLine } from '../../../components/code-line.tsx';
import { Icon } from '../../../components/icons.tsx';
import { LiveStream } from '../../../components/live.tsx';
import { SearchBox } from '../../../components/search-box.tsx';
import { Segment } from '../../../components/segment.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { LOG_RANGES, type LogView, toParameters } from './log-view.ts';

export interface LogsPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink | undefined;
  readonly view: LogView;
  readonly note?: string | undefined;
  readonly found: Child;
}

/** Search on top, streams at the left, lines at the right. */
export function LogsPage({ shell, live, view, note, found }: LogsPageProps) {
  const ranges = LOG_RANGES.map(range => ({
    href: routes.logs.href({}, toParameters({ ...view, range, span: undefined, before: undefined })),
    label: range.name.replace(/(\d+)(\w)/, '$1 $2'),
    current: view.span === undefined && range === view.range,
  }));
  return (
    <Page
      {...{ shell, live, note }}
      title="Logs"
      room="logs"
      acts={<Segment label="Range" options={ranges} />}
      scripts={['js/logs.js']}
    >
      <div class="logs">
        <search class="sheet logs__tools">
          <form class="logs__search" id="log-form" method="get" action={routes.logs.href()}>
            <SearchBox
              href={routes.logs.href()}
              search={view.search}
              label="Search lines"
              placeholder={'Words, "a phrase", -without, this or that'}
              target="#logs-found"
              include="#log-form, #log-levels .level__control"
              delayMs={250}
            />
            <HiddenChoices view={view} />
            <noscript>
              <Button size="small">Search</Button>
            </noscript>
          </form>
        </search>
        {found}
      </div>
    </Page>
  );
}

/** What the form keeps of the address; levels are its checkboxes. */
function HiddenChoices({ view }: { view: LogView }) {
  const { stream, field, range, from, to } = toParameters(view);
  const values = [
    ['stream', stream],
    ['range', range],
    ['from', from],
    ['to', to],
    ...field.map(each => ['field', each]),
  ];
  return (
    <>
      {values.map(
        ([name, value]) => value !== undefined && <input type="hidden" name={String(name)} value={String(value)} />,
      )}
    </>
  );
}

export interface FoundLogsProps {
  readonly view: LogView;
  /** The areas as the screen drew them last. */
  readonly html: (area: string) => string;
  /** Undefined where nothing moves. */
  readonly liveHref: string | undefined;
  readonly olderHref: string | undefined;
  /** Nothing was ever sent. */
  readonly isFirst: boolean;
  readonly sendLine: string;
}

/** What is found, with the stream of its own; a search swaps all of it. */
export function FoundLogs({ view, html, liveHref, olderHref, isFirst, sendLine }: FoundLogsProps) {
  return (
    <div class="logs__found" id="logs-found">
      {raw(html('log-levels'))}
      <aside class="sheet streams" aria-label="Streams">
        <h2 class="streams__title">Streams</h2>
        {raw(html('log-streams'))}
        <h2 class="streams__title">Send a log here</h2>
        <p class="streams__send mono">
          {sendLine.split(/(?<=\|) | (?=')/).map(part => (
            <span>{part} </span>
          ))}
        </p>
      </aside>
      <div class="sheet logs__lines" data-log-moves={liveHref !== undefined}>
        {raw(html('log-times'))}
        <Filters view={view} />
        {isFirst && (
          <div class="logs__first">
            <p>Send the first line, or a whole file as it grows:</p>
            <CodeLine text={sendLine} />
          </div>
        )}
        <section class="logs__scroll" tabindex={0} aria-label="Lines, the newest last" data-log-scroll>
          <nav class="logs__older" aria-label="Pages of lines">
            {olderHref !== undefined && (
              <Button size="small" href={olderHref}>
                Older lines
              </Button>
            )}
            {view.before !== undefined && (
              <Button size="small" href={routes.logs.href({}, toParameters({ ...view, before: undefined }))}>
                Newest lines
              </Button>
            )}
          </nav>
          {raw(html('log-lines'))}
          {raw(html('log-status'))}
        </section>
        <div class="log__more">
          <Button look="solid" type="button" icon="down" attributes={{ 'data-log-more': '', hidden: '' }}>
            New lines
          </Button>
        </div>
        <p class="unseen" role="status" data-log-told />
      </div>
      {liveHref !== undefined && <LiveStream href={liveHref} />}
    </div>
  );
}

/** What is filtered by beside stream, level and search, each with a way to take it away. */
function Filters({ view }: { view: LogView }) {
  const { fields, span } = view;
  if (fields.length === 0 && span === undefined) return null;
  const without = (index: number) => fields.filter((_, i) => i !== index);
  const time = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  return (
    <ul class="logs__filters" aria-label="Filters">
      {fields.map(([name, value], index) => (
        <li>
          <a
            class="chip"
            href={routes.logs.href({}, toParameters({ ...view, fields: without(index), before: undefined }))}
          >
            {name}={value} <Icon name="cross" />
            <span class="unseen">, take away</span>
          </a>
        </li>
      ))}
      {span !== undefined && (
        <li>
          <a class="chip" href={routes.logs.href({}, toParameters({ ...view, span: undefined, before: undefined }))}>
            {time(span.fromMs)} to {time(span.toMs)} UTC <Icon name="cross" />
            <span class="unseen">, take away</span>
          </a>
        </li>
      )}
    </ul>
  );
}
