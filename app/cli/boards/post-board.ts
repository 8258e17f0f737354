import { RefusedError } from '../../backup/refused-error.ts';
import type { BoardDifference } from '../../dashboards/file/compare-boards.ts';
import type { BoardProblem } from '../../dashboards/file/read-board-file.ts';
import { routes } from '../../routes.ts';
import { whyUnreachable } from '../host-post.ts';
import type { Target } from '../target.ts';

export type BoardOutcome =
  | { readonly kind: 'there'; readonly outcome: string; readonly href: string }
  | { readonly kind: 'differs'; readonly slug: string; readonly difference: BoardDifference }
  | { readonly kind: 'broken'; readonly problems: readonly BoardProblem[] };

export interface PostBoardOptions {
  readonly mayReplace: boolean;
  readonly isCopy: boolean;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly outcome?: string;
  readonly href?: string;
  readonly error?: string;
  readonly slug?: string;
  readonly difference?: BoardDifference;
  readonly problems?: readonly BoardProblem[];
}

const TIMEOUT_MS = 15_000;
const CURE = 'Give an admin token by --token-file or TELLTALE_TOKEN; Settings makes them.';

/** Sends one dashboard. @throws RefusedError when the server does not answer, or will not take any. */
export async function postBoard(
  { url, token }: Target,
  text: string,
  options: PostBoardOptions,
): Promise<BoardOutcome> {
  const query = { ...(options.mayReplace && { replace: 1 }), ...(options.isCopy && { copy: 1 }) };
  const response = await fetch(new URL(routes.dashboards.href({}, query), url), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: text,
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  }).catch(error => {
    throw options.signal.aborted
      ? error
      : new RefusedError(`${url.origin} does not answer (${whyUnreachable(error)}).`, { cause: error });
  });
  return toOutcome(response.status, parseAnswer(await response.text()), url);
}

function toOutcome(status: number, answer: Answer, { origin }: URL): BoardOutcome {
  const { outcome, href, slug, difference, problems, error } = answer;
  if (outcome !== undefined && href !== undefined) return { kind: 'there', outcome, href };
  if (status === 409 && difference && slug !== undefined) return { kind: 'differs', slug, difference };
  if (status === 400 && problems) return { kind: 'broken', problems };
  if (status === 401) throw new RefusedError(`${origin} wants a token it knows. ${CURE}`);
  if (status === 403) throw new RefusedError(`This token may not change dashboards of ${origin}. ${CURE}`);
  throw new RefusedError(
    error ?? `${origin} answers ${status}, which no Telltale does that knows dashboards as files.`,
  );
}

/** Empty when it is none of a Telltale. */
function parseAnswer(text: string): Answer {
  try {
    return (JSON.parse(text) ?? {}) as Answer;
  } catch {
    return {};
  }
}
