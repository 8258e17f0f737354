import { version } from '../../version.ts';

/** The version of Prometheus that clients are told: some of them look at it before they ask for what is newer. */
const CLAIMED_VERSION = '3.0.0';

/** What Prometheus says of itself; Grafana asks for it when a data source is tested. */
export const buildInfo = {
  version: CLAIMED_VERSION,
  revision: version,
  branch: 'telltale',
  buildUser: '',
  buildDate: '',
  goVersion: '',
} as const;
