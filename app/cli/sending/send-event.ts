import { text } from 'node:stream/consumers';
import { routes } from '../../routes.ts';
import { deliver } from '../deliver.ts';
import type { Send } from './sending.ts';

/** `send event TOPIC [MESSAGE]`: a short message; `title=`, `priority=`, `tags=` and `click=` stand where labels do. */
export const sendEvent: Send = async ({ target, name, operands, labels, input, surroundings: { signal } }) => {
  const body = operands.length > 0 ? operands.join(' ') : (await text(input)).trim();
  const href = routes.event.href({ topic: name }, labels);
  await deliver(target, { href, contentType: 'text/plain; charset=utf-8', body }, { signal });
  return `Sent to ${name}.`;
};
