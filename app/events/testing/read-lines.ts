/** Lines of a response as they come; `next` waits for one. */
export interface LineReader {
  next(): Promise<string | undefined>;
  /** The next line as JSON. */
  json(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export function readLines(response: Response): LineReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf('\n');
      if (end >= 0) {
        const line = text.slice(0, end);
        text = text.slice(end + 1);
        return line;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  };
  return { next, json: async () => JSON.parse((await next())!), close: () => reader.cancel().catch(() => {}) };
}
