/** Bytes that a network interface has received and sent since it came up. */
export interface LinkCounters {
  readonly name: string;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/**
 * Reads `/proc/net/dev` (proc_pid_net(5)): two lines of headings, then `  eth0: RECEIVED packets ... SENT packets ...`, eight
 * numbers of each direction, the bytes first.
 */
export function parseNetDev(text: string): LinkCounters[] {
  return text.split('\n').flatMap(line => {
    const [name = '', rest = ''] = line.split(':');
    const numbers = rest.trim().split(/\s+/).map(Number);
    if (numbers.length < 16 || numbers.some(Number.isNaN)) return [];
    return [{ name: name.trim(), receivedBytes: numbers[0]!, sentBytes: numbers[8]! }];
  });
}
