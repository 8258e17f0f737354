/** Names of the readings this server makes of itself and its machine begin so; the Inbox is for everybody else's. */
export const OWN_PREFIXES = ['host_', 'telltale_'] as const;
