import { routes } from '../../routes.ts';

/** A line for a terminal that works as it stands: the host as it is typed into curl, and the write token. */
export function sendLine(baseUrl: string, token: string): string {
  const short = baseUrl.replace(/^http:\/\//, '');
  return `curl -d "shipped" '${short}${routes.event.href({ topic: 'deploys' }, { k: token })}'`;
}

/** The address to give to a program that sends webhooks. */
export function hookAddress(baseUrl: string, topic: string, token: string): string {
  return baseUrl + routes.eventHook.href({ topic }, { k: token });
}
