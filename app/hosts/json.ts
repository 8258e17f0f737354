import { type HostFeedOptions, startHosts } from './feed.ts';

/** The hosts for programs, the ones in trouble first; the machine of the server goes by its name. */
export async function hostsJson(options: HostFeedOptions) {
  const feed = await startHosts(options, { onChange() {}, onLost() {} });
  try {
    const hosts = feed.rows().map(({ cpuValues: _, name, age: __, ...row }) => ({
      name: name || options.ownName,
      isServer: name === '',
      href: options.hrefOf(name),
      ...row,
    }));
    return { hosts };
  } finally {
    feed.stop();
  }
}
