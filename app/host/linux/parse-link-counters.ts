/** Bytes that each network interface received and sent since it came up. */
export interface LinkCounters {
  readonly receivedBytes: ReadonlyMap<string, number>;
  readonly sentBytes: ReadonlyMap<string, number>;
}

const SENT_COLUMN = 8;

/** Reads `/proc/net/dev`, whose older versions put no space between the colon and the first number. */
export function parseLinkCounters(text: string): LinkCounters {
  const receivedBytes = new Map<string, number>();
  const sentBytes = new Map<string, number>();
  for (const [, name, numbers] of text.matchAll(/^ *([^\s:|]+):(.*)$/gm)) {
    const columns = numbers!.trim().split(/ +/).map(Number);
    receivedBytes.set(name!, columns[0]!);
    sentBytes.set(name!, columns[SENT_COLUMN] ?? Number.NaN);
  }
  return { receivedBytes, sentBytes };
}
