import { findRange } from '../../app/dashboards/range.ts';

/** The range that is read of one series: one that Telltale's dashboards offer. */
export const READ_RANGE = findRange('6h');
