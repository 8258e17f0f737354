import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Checked } from '../../ingest/checked.ts';
import { noteDelivery } from '../../senders/delivery.ts';
import { MAX_BODY_BYTES } from '../image-limits.ts';
import { answerImages } from './answer.ts';
import { parseAsked } from './asked.ts';
import { parseImageName } from './image-name.ts';
import { createMemoryBudget } from './memory-budget.ts';
import { type TakeOptions, takeImages } from './take-images.ts';
import { createWorkQueue } from './work-queue.ts';

export interface IntakeRoutesOptions extends Omit<TakeOptions, 'queue' | 'memory'> {
  readonly guard: Guard;
  readonly maxAgeMs: number;
  readonly addressOf: (request: Request) => string;
}

/** Pictures that are decoded at once: the library has four threads for all that waits for the system. */
const AT_ONCE = 2;
/** More are refused. */
const WAITING = 32;

interface Ctx {
  readonly request: Request;
  readonly params: { readonly name: string };
  readonly url: URL;
  readonly signal: AbortSignal;
}

/** The handler of POST and PUT of an image. */
export function intakeHandler(options: IntakeRoutesOptions) {
  const { guard, limits, maxAgeMs, addressOf, now } = options;
  const queue = createWorkQueue({ atOnce: AT_ONCE, waiting: WAITING });
  const memory = createMemoryBudget(MAX_BODY_BYTES);
  return guard.ingest(async ({ request, params, url, signal }: Ctx, who) => {
    const name = orRefuse(parseImageName(params.name));
    const asked = orRefuse(parseAsked(url.searchParams, { nowMs: now(), maxAgeMs }));
    const owner = { user: userOf(who), address: addressOf(request) };
    const taken = await takeImages({ ...options, queue, memory }, { request, signal, name, asked, owner });
    const isOne = taken.kind === 'picture';
    noteDelivery(request, { accepted: isOne ? 1 : taken.frames, rejected: isOne ? 0 : taken.broken });
    const { text, json } = answerImages(name, taken, limits);
    const wantsJson = (request.headers.get('accept') ?? '').includes('application/json');
    if (wantsJson) return Response.json(json);
    return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  });
}

function orRefuse<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new HttpError(400, `refused: ${checked.reason}`);
  return checked.value;
}

function userOf(who: Identity): string {
  return who.kind === 'person' ? `person ${who.personId}` : `token ${who.tokenId}`;
}
