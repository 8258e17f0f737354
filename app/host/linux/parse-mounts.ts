export interface Mount {
  /** What is mounted: the path of a device, `server:/path`, or any word. */
  readonly device: string;
  readonly mount: string;
  readonly type: string;
}

/** Reads `/proc/self/mounts`. Of file systems mounted over one another at one place only the last can be seen. */
export function parseMounts(text: string): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const line of text.split('\n')) {
    const [device, mount, type] = line.split(' ').map(decodeOctal);
    if (type !== undefined) mounts.set(mount!, { device: device!, mount: mount!, type });
  }
  return [...mounts.values()];
}

/** Spaces and the like are written as a backslash and three octal digits. */
function decodeOctal(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
}
