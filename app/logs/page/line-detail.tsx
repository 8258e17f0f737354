import { AnsiText } from '../../../components/ansi-text.tsx';
import { Button } from '../../../components/button.tsx';
import { prettyJson } from '../../ingest/pretty-json.ts';
import { routes } from '../../routes.ts';
import type { KeptLine } from '../log-line.ts';

export interface LineDetailProps {
  readonly line: KeptLine;
  /** Of this server, for a link that can be sent to somebody. */
  readonly origin: string;
  /** The line is shown among its neighbours already. */
  readonly isInContext?: boolean;
}

/** Milliseconds before and after a line that "all at that time" shows. */
const AROUND_MS = 30_000;

/** An opened line: everything that is known of it, and what one can do with it. */
export function LineDetail({ line, origin, isInContext = false }: LineDetailProps) {
  const { seq, atMs, stream, level, text, fields } = line;
  const href = routes.logs.href({}, { line: seq });
  const at = new Date(atMs).toISOString();
  const pairs = Object.entries(fields);
  const filter = pairs.map(([name, value]) => `${name}=${value}`).find(isHandy);
  const json = text.startsWith('{') ? prettyJson(text) : undefined;
  return (
    <li class="log__detail" id={`detail-${seq}`}>
      <dl class="log__facts">
        <div>
          <dt>time</dt>
          <dd>
            <time datetime={at}>{at.replace('T', ' ')}</time>
          </dd>
        </div>
        <div>
          <dt>stream</dt>
          <dd>
            <a class="link" href={routes.logs.href({}, { stream })}>
              {stream}
            </a>
          </dd>
        </div>
        <div>
          <dt>level</dt>
          <dd>{level}</dd>
        </div>
        {pairs.map(([name, value]) => (
          <FieldFact {...{ name, value }} />
        ))}
      </dl>
      {json !== undefined && (
        <details class="log__json" open>
          <summary>JSON</summary>
          <pre>{json}</pre>
        </details>
      )}
      {isInContext && text.includes('\n') && (
        <pre class="log__whole">
          <AnsiText text={text} />
        </pre>
      )}
      <div class="log__acts">
        <Button size="small" type="button" icon="copy" attributes={{ 'data-copy': `${origin}${href}` }}>
          Copy link
        </Button>
        {!isInContext && (
          <Button size="small" href={href}>
            Context
          </Button>
        )}
        <Button size="small" href={routes.logs.href({}, { from: Math.max(0, atMs - AROUND_MS), to: atMs + AROUND_MS })}>
          All at {at.slice(11, 19)} UTC
        </Button>
        {filter !== undefined && (
          <Button size="small" href={routes.logs.href({}, { field: filter })}>
            Only {filter}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A longer value belongs into nobody's address. */
const MAX_FILTER_CHARS = 60;

function isHandy(pair: string): boolean {
  return pair.length <= MAX_FILTER_CHARS && !/=[[{]/.test(pair);
}

/** A value is a filter to press; one of JSON unfolds instead. */
function FieldFact({ name, value }: { name: string; value: string }) {
  const json = /^[[{]/.test(value) ? prettyJson(value) : undefined;
  const isFilter = json === undefined && value.length <= 4 * MAX_FILTER_CHARS;
  return (
    <div class={json === undefined ? undefined : 'log__wide'}>
      <dt>{name}</dt>
      <dd>
        {json !== undefined && (
          <details class="log__json">
            <summary>{value.length > 80 ? `${value.slice(0, 80)}…` : value}</summary>
            <pre>{json}</pre>
          </details>
        )}
        {isFilter && (
          <a class="link" href={routes.logs.href({}, { field: `${name}=${value}` })} title={`Only ${name}=${value}`}>
            {value}
          </a>
        )}
        {json === undefined && !isFilter && value}
      </dd>
    </div>
  );
}
