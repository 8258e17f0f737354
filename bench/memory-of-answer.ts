import { residentBytes } from './resident-bytes.ts';

export interface AnswerCost {
  readonly bytes: number;
  readonly seconds: number;
  /** The most that the process had beyond what it had before, while the answer came. */
  readonly addedBytes: number;
}

/** Asks a server for something large, and looks at its memory with each piece that comes. */
export async function memoryOfAnswer(
  pid: number,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<AnswerCost> {
  const before = residentBytes(pid);
  let [bytes, most] = [0, before];
  const beganAt = performance.now();
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  for await (const chunk of answer.body!) {
    bytes += chunk.byteLength;
    most = Math.max(most, residentBytes(pid));
  }
  return { bytes, seconds: (performance.now() - beganAt) / 1000, addedBytes: most - before };
}
