import { readPath, textAt } from '../read-path.ts';
import type { HookEvent, WebhookSource } from '../webhook-source.ts';

const COMMITS_SHOWN = 5;

type Draft = Partial<HookEvent> & Pick<HookEvent, 'title'>;

/** GitHub, and Gitea and Forgejo, which send the same. */
export const github: WebhookSource = {
  name: 'github',
  recognises: (_body, headers) => 'x-github-event' in headers,
  read(body, headers) {
    const kind = headers['x-github-event'] ?? '';
    const repository = textAt(body, 'repository.full_name') || textAt(body, 'organization.login');
    const read = Object.hasOwn(KINDS, kind) ? KINDS[kind]! : other;
    const { title, ...rest } = read(body, kind);
    const full = repository === '' ? title : `${repository}: ${title}`;
    return [{ message: '', priority: 3, tags: [kind], click: linkOf(body), ...rest, title: full }];
  },
};

const KINDS: Readonly<Record<string, (body: unknown, kind: string) => Draft>> = {
  ping: body => ({ title: 'webhook is set up', message: textAt(body, 'zen'), priority: 2 }),
  push(body) {
    const commits = readPath(body, 'commits');
    const all = Array.isArray(commits) ? commits : [];
    const branch = textAt(body, 'ref').replace(/^refs\/(heads|tags)\//, '');
    const count = `${all.length} ${all.length === 1 ? 'commit' : 'commits'}`;
    const lines = all
      .slice(0, COMMITS_SHOWN)
      .map(commit => `${textAt(commit, 'id').slice(0, 7)} ${firstLine(textAt(commit, 'message'))}`);
    const rest = all.length > COMMITS_SHOWN ? [`and ${all.length - COMMITS_SHOWN} more`] : [];
    const isDeleted = readPath(body, 'deleted') === true;
    return {
      title: isDeleted ? `${branch} deleted` : `${count} to ${branch} by ${whoOf(body)}`,
      message: [...lines, ...rest].join('\n'),
      click: textAt(body, 'compare'),
    };
  },
  pull_request: body => ({
    title: `pull request #${textAt(body, 'number')} ${pullState(body)} by ${whoOf(body)}`,
    message: textAt(body, 'pull_request.title'),
    sequence: `pull-${textAt(body, 'pull_request.id')}`,
  }),
  issues: body => ({
    title: `issue #${textAt(body, 'issue.number')} ${textAt(body, 'action')} by ${whoOf(body)}`,
    message: textAt(body, 'issue.title'),
    sequence: `issue-${textAt(body, 'issue.id')}`,
  }),
  issue_comment: body => ({
    title: `comment on #${textAt(body, 'issue.number')} by ${whoOf(body)}`,
    message: textAt(body, 'comment.body'),
  }),
  release: body => ({
    title: `release ${textAt(body, 'release.tag_name')} ${textAt(body, 'action')}`,
    message: textAt(body, 'release.name'),
    tags: ['release', 'package'],
  }),
  workflow_run(body) {
    const state = textAt(body, 'workflow_run.conclusion') || textAt(body, 'workflow_run.status');
    return {
      title: `${textAt(body, 'workflow_run.name')} ${state.replaceAll('_', ' ')} on ${textAt(body, 'workflow_run.head_branch')}`,
      message: textAt(body, 'workflow_run.display_title'),
      sequence: `run-${textAt(body, 'workflow_run.id')}`,
      ...outcome(state, 'workflow_run'),
    };
  },
};

function other(body: unknown, kind: string): Draft {
  return { title: [kind.replaceAll('_', ' '), textAt(body, 'action').replaceAll('_', ' ')].filter(Boolean).join(' ') };
}

function outcome(state: string, kind: string): Pick<HookEvent, 'priority' | 'tags'> {
  if (/^(failure|timed_out|startup_failure)$/.test(state)) return { priority: 4, tags: [kind, 'x'] };
  if (state === 'success') return { priority: 3, tags: [kind, 'white_check_mark'] };
  return { priority: 2, tags: [kind] };
}

function pullState(body: unknown): string {
  return readPath(body, 'pull_request.merged') === true ? 'merged' : textAt(body, 'action').replaceAll('_', ' ');
}

function whoOf(body: unknown): string {
  return textAt(body, 'sender.login') || textAt(body, 'pusher.name') || 'somebody';
}

const LINKS = ['comment', 'pull_request', 'issue', 'release', 'workflow_run', 'check_run', 'repository'];

function linkOf(body: unknown): string | undefined {
  return LINKS.map(name => textAt(body, `${name}.html_url`)).find(link => link !== '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}
