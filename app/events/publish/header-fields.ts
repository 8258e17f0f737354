import { decodeHeader } from './decode-header.ts';
import type { PublishFields } from './publish-fields.ts';
import { parseActions } from './read-actions.ts';

/** Names of a field, as ntfy takes them: any as a header, and any in the query. Before the name itself `x-` is taken, too. */
const NAMES = {
  message: ['message', 'm'],
  title: ['title', 't', 'ti'],
  priority: ['priority', 'prio', 'p'],
  tags: ['tags', 'tag', 'ta'],
  click: ['click'],
  markdown: ['markdown', 'md'],
  actions: ['actions', 'action'],
  sequence: ['sequence-id', 'sequence_id', 'sid'],
  delay: ['delay', 'at', 'in'],
} as const;

/** Of ntfy, and not kept: the words that say so. */
const OTHERS = {
  'the icon': ['icon'],
  'the attachment': ['attach', 'a', 'filename', 'file', 'f'],
  'the e-mail': ['email', 'e-mail', 'mail', 'e'],
  'the call': ['call'],
} as const;

/** The fields that stand in the head of a request. A header goes before the query. */
export function headerFields(headers: Headers, query: URLSearchParams): PublishFields {
  const read = createParamReader(headers, query);
  const tags = read(NAMES.tags);
  const actions = read(NAMES.actions);
  const isMarkdownType = /^text\/(?:x-)?markdown\b/i.test(headers.get('content-type') ?? '');
  return {
    // A header cannot hold a line break; ntfy takes these two letters for one.
    message: read(NAMES.message)?.replaceAll('\\n', '\n'),
    title: read(NAMES.title),
    priority: read(NAMES.priority),
    tags: tags?.split(','),
    click: read(NAMES.click),
    isMarkdown: isMarkdownType || isYes(read(NAMES.markdown)),
    sequence: read(NAMES.sequence),
    actions: actions === undefined ? undefined : (parseActions(actions) ?? 'unreadable'),
    delay: read(NAMES.delay),
    others: [
      ...Object.entries(OTHERS).flatMap(([words, names]) => (read(names) ? [words] : [])),
      ...(isNo(read(['cache'])) ? ['cache=no: every event is kept'] : []),
    ],
  };
}

/** Reads a parameter under any of its names, `x-` before it or not; an empty one counts as none. */
export function createParamReader(
  headers: Headers,
  query: URLSearchParams,
): (names: readonly string[]) => string | undefined {
  return names => {
    const spellings = names.flatMap(name => [`x-${name}`, name]);
    const header = spellings.map(name => headers.get(name)).find(Boolean);
    if (header) return decodeHeader(header);
    return spellings.map(name => query.get(name)).find(Boolean) ?? undefined;
  };
}

function isNo(text: string | undefined): boolean {
  return text !== undefined && /^(?:0|no|false)$/i.test(text.trim());
}

export function isYes(text: string | undefined): boolean {
  return text !== undefined && /^(?:1|yes|true)$/i.test(text.trim());
}
