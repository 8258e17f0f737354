import { bufferTck } from '../../app/stream/buffer.tck.ts';
import { createNaiveRing } from './ring.ts';

export default bufferTck(createNaiveRing);
