import { makePicture } from '../app/images/testing/make-picture.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';

/** Sends a picture of its own look, and gives the answer in words. */
export async function sendPicture(
  server: TestServer,
  name: string,
  { seed = 0, ...query }: { readonly seed?: number; readonly t?: number; readonly room?: string } = {},
): Promise<string> {
  const href = routes.img.href({ name }, { ...query, k: server.writeToken });
  const body = Uint8Array.from(await makePicture({ seed, width: 320, height: 240 }));
  const response = await fetch(server.url + href, { method: 'PUT', body });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
