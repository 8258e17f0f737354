import { readPath, textAt } from '../read-path.ts';
import type { HookEvent, WebhookSource } from '../webhook-source.ts';

type Draft = Partial<HookEvent> & Pick<HookEvent, 'title'>;

export const gitlab: WebhookSource = {
  name: 'gitlab',
  recognises: (_body, headers) => 'x-gitlab-event' in headers,
  read(body, headers) {
    const kind = textAt(body, 'object_kind') || (headers['x-gitlab-event'] ?? '');
    const project = textAt(body, 'project.path_with_namespace') || textAt(body, 'project_name');
    const read = Object.hasOwn(KINDS, kind) ? KINDS[kind]! : other;
    const { title, ...rest } = read(body, kind);
    const click = textAt(body, 'object_attributes.url') || textAt(body, 'project.web_url');
    const full = project === '' ? title : `${project}: ${title}`;
    return [{ message: '', priority: 3, tags: [kind], click, ...rest, title: full }];
  },
};

const KINDS: Readonly<Record<string, (body: unknown, kind: string) => Draft>> = {
  push(body) {
    const commits = readPath(body, 'commits');
    const all = Array.isArray(commits) ? commits : [];
    const total = Number(textAt(body, 'total_commits_count')) || all.length;
    const branch = textAt(body, 'ref').replace(/^refs\/heads\//, '');
    return {
      title: `${total} ${total === 1 ? 'commit' : 'commits'} to ${branch} by ${textAt(body, 'user_name')}`,
      message: all.map(commit => textAt(commit, 'title') || textAt(commit, 'message').split('\n', 1)[0]!).join('\n'),
    };
  },
  tag_push: body => ({
    title: `tag ${textAt(body, 'ref').replace(/^refs\/tags\//, '')} by ${textAt(body, 'user_name')}`,
  }),
  merge_request: body => ({
    title: `merge request !${textAt(body, 'object_attributes.iid')} ${textAt(body, 'object_attributes.state')} by ${textAt(body, 'user.name')}`,
    message: textAt(body, 'object_attributes.title'),
    sequence: `merge-${textAt(body, 'object_attributes.id')}`,
  }),
  issue: body => ({
    title: `issue #${textAt(body, 'object_attributes.iid')} ${textAt(body, 'object_attributes.state')} by ${textAt(body, 'user.name')}`,
    message: textAt(body, 'object_attributes.title'),
    sequence: `issue-${textAt(body, 'object_attributes.id')}`,
  }),
  note: body => ({ title: `comment by ${textAt(body, 'user.name')}`, message: textAt(body, 'object_attributes.note') }),
  pipeline(body) {
    const state = textAt(body, 'object_attributes.status');
    return {
      title: `pipeline ${state} on ${textAt(body, 'object_attributes.ref')}`,
      message: textAt(body, 'commit.title'),
      sequence: `pipeline-${textAt(body, 'object_attributes.id')}`,
      ...outcome(state),
    };
  },
};

function other(_body: unknown, kind: string): Draft {
  return { title: kind.replaceAll('_', ' ') };
}

function outcome(state: string): Pick<HookEvent, 'priority' | 'tags'> {
  if (state === 'failed') return { priority: 4, tags: ['pipeline', 'x'] };
  if (state === 'success') return { priority: 3, tags: ['pipeline', 'white_check_mark'] };
  return { priority: 2, tags: ['pipeline'] };
}
