import { createServer } from 'node:http';
import { middlewareTck } from '../../app/http/middleware.tck.ts';
import { listen } from '../../app/http/testing/hosts.ts';
import { naiveListener } from './middleware.ts';

export default middlewareTck({
  name: 'naive on node:http',
  open: (middlewares, handler) => listen(createServer(naiveListener(middlewares, handler))),
});
