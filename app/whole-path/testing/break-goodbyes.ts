/** Loaded before the server, by `--import`: streams that are to end for good cannot be told why, as by a fault of ours. */
const { stringify } = JSON;

JSON.stringify = (value: unknown, ...rest: unknown[]) => {
  if (typeof value === 'object' && value !== null && 'href' in value && value.href === '/login')
    throw new Error('no goodbye');
  return stringify(value, ...(rest as []));
};
