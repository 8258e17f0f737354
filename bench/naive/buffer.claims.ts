import { bufferTck } from '../../app/stream/buffer.tck.ts';
import { createNaiveBuffer } from './buffer.ts';

export default bufferTck(createNaiveBuffer);
