import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Field } from '../../components/field.tsx';
import { formatMoment } from '../../components/format/format-moment.ts';
import { Sheet } from '../../components/sheet.tsx';
import { Time } from '../../components/time.tsx';
import { Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import type { AuditLine, AuditOutcome, AuditQuery } from './store.ts';

export interface AuditPageProps {
  readonly query: AuditQuery;
  readonly lines: readonly AuditLine[];
  /** There are older ones. */
  readonly hasMore: boolean;
  /** IANA name. */
  readonly timeZone: string;
}

/** What happened here, page by page: works as plain links and one form. */
export function AuditPage({ shell, ...props }: AuditPageProps & { readonly shell: PageShell }) {
  const acts = (
    <a class="link" href={routes.settings.href()}>
      Settings
    </a>
  );
  return (
    <Page shell={shell} title="Audit log" note="who did what, when, from where" room="settings" acts={acts}>
      <AuditContent {...props} />
    </Page>
  );
}

/** What the page holds below its title. */
export function AuditContent(props: AuditPageProps) {
  return (
    <div class="audit">
      <Search query={props.query} />
      <Sheet id="audit-lines" title="What happened" note={noteOf(props)} padded={false}>
        {props.lines.length === 0 ? <Nothing {...props} /> : <Lines {...props} />}
        <Turn {...props} />
      </Sheet>
    </div>
  );
}

const KINDS = [
  ...['dashboard', 'control', 'token', 'sign-in', 'session', 'series', 'job', 'image', 'webhook', 'settings'],
] as const;

function Search({ query }: Pick<AuditPageProps, 'query'>) {
  const kinds = [{ value: '', label: 'anything' }, ...KINDS.map(kind => ({ value: kind, label: kind }))];
  const isOther = query.action !== '' && !kinds.some(({ value }) => value === query.action);
  const options = isOther ? [...kinds, { value: query.action, label: query.action }] : kinds;
  const plain = { autocomplete: 'off', type: 'search', maxlength: 200 };
  return (
    <search>
      <form class="audit__search" method="get" action={routes.audit.href()}>
        <Field id="audit-who" name="who" label="Who" value={query.who} attributes={plain} />
        <Field id="audit-action" name="action" label="Did something to" options={options} value={query.action} />
        <Field id="audit-subject" name="subject" label="Which one" value={query.subject} attributes={plain} />
        <Button>Search</Button>
      </form>
    </search>
  );
}

function Lines({ lines, timeZone }: AuditPageProps) {
  return (
    <ol class="audit__lines" aria-label="What happened, the newest first">
      {lines.map(line => (
        <Line line={line} timeZone={timeZone} />
      ))}
    </ol>
  );
}

function Line({ line, timeZone }: { readonly line: AuditLine; readonly timeZone: string }) {
  const { seq, atMs, who, from, action, outcome, subject, detail } = line;
  const moment = formatMoment(atMs, timeZone);
  const words = outcome !== 'done' && WORDS[outcome];
  return (
    <li class="audit__line" id={`line-${seq}`}>
      <Time
        class="audit__when"
        iso={new Date(atMs).toISOString()}
        words={moment ? `${moment.day} ${moment.clock}` : String(atMs)}
      />
      <p class="audit__who">
        <b>{who}</b> {from !== '' && <span class="audit__more">{from}</span>}
      </p>
      <p class="audit__deed">
        {action} {words && <Chip status={words.status}>{words.text}</Chip>}
      </p>
      <p class="audit__which">
        {subject} {detail !== '' && <span class="audit__more">{detail}</span>}
      </p>
    </li>
  );
}

const WORDS: Readonly<
  Record<Exclude<AuditOutcome, 'done'>, { readonly text: string; readonly status: 'none' | 'warn' | 'crit' }>
> = {
  begun: { text: 'begun, its end is not known', status: 'warn' },
  refused: { text: 'not done', status: 'none' },
  failed: { text: 'failed', status: 'crit' },
};

function Nothing({ query }: AuditPageProps) {
  const isAll = query.who === '' && query.action === '' && query.subject === '' && query.before === undefined;
  return (
    <Empty page title={isAll ? 'Nothing yet' : 'Nothing like it'}>
      {isAll ? 'What people and tokens do here is written down from now on.' : 'Search for less, or for all.'}
    </Empty>
  );
}

function Turn({ query: { who, action, subject, before, limit }, lines, hasMore }: AuditPageProps) {
  const search = { ...(who && { who }), ...(action && { action }), ...(subject && { subject }) };
  if (!hasMore && before === undefined) return null;
  return (
    <nav class="audit__turn sheet__body" aria-label="Pages">
      {before !== undefined && (
        <a class="link" href={routes.audit.href({}, search)}>
          Newest
        </a>
      )}
      {hasMore && (
        <a class="link" rel="next" href={routes.audit.href({}, { ...search, before: lines.at(-1)!.seq, limit })}>
          Older
        </a>
      )}
    </nav>
  );
}

function noteOf({ query, lines }: AuditPageProps): string {
  const first = lines[0];
  return query.before === undefined || !first ? 'the newest first, kept for a year' : `older than line ${query.before}`;
}
