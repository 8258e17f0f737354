import { route } from '../../http/route.ts';

export const changesRoute = route('/changes');

/** When the process that is asked to write shall die, or that the transaction shall fail. */
export type Moment = 'written' | 'committed' | 'told' | 'never, but fail';
