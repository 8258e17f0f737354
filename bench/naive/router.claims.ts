import { routerTck } from '../../app/http/router.tck.ts';
import { createNaiveRouter } from './router.ts';

export default routerTck(createNaiveRouter as Parameters<typeof routerTck>[0]);
