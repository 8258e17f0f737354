import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a proxy is to listen, what it stands before, and the folder for everything that it writes. */
export interface Place {
  readonly folder: string;
  readonly port: number;
  readonly upstreamPort: number;
  /** Lines beside the least that there has to be. */
  readonly more: string;
}

/** A reverse proxy as it comes: nothing is set but what its manual says is the least. */
export interface ReverseProxy {
  /** Also of its Debian package. */
  readonly name: string;
  /** Undefined where it is not installed. */
  readonly program: string | undefined;
  /** Whether it tells the server that a request was forwarded. */
  readonly isOpen: boolean;
  /** Lines that it needs for bodies without end and for web sockets, as docs/deploy/proxies.md has them. */
  readonly more: string;
  config(place: Place): string;
  args(place: Place, configFile: string): string[];
}

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

function find(name: string): string | undefined {
  return FOLDERS.map(folder => join(folder, name)).find(path => existsSync(path));
}

/** Those of the page for people, behind `proxy_pass`. */
function nginxLines(): string {
  const page = readFileSync(new URL('../docs/deploy/proxies.md', import.meta.url), 'utf8');
  return /```nginx\nlocation \/ \{\n.*proxy_pass.*\n([^}]*)\}/.exec(page)![1]!;
}

const nginx: ReverseProxy = {
  name: 'nginx',
  program: find('nginx'),
  isOpen: false,
  more: nginxLines(),
  config: ({ folder, port, upstreamPort, more }) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${upstreamPort};
      ${more}
    }
  }
}
`,
  args: ({ folder }, configFile) => ['-p', folder, '-c', configFile, '-e', join(folder, 'error.log')],
};

/** The defaults are those of the Debian package. */
const haproxy: ReverseProxy = {
  name: 'haproxy',
  program: find('haproxy'),
  isOpen: false,
  more: '',
  config: ({ port, upstreamPort }) => `
defaults
  mode http
  timeout connect 5000
  timeout client 50000
  timeout server 50000
frontend front
  bind 127.0.0.1:${port}
  default_backend telltale
backend telltale
  server telltale 127.0.0.1:${upstreamPort}
`,
  args: (_, configFile) => ['-db', '-q', '-f', configFile],
};

/** Its own port for administration would meet that of another one. */
const caddy: ReverseProxy = {
  name: 'caddy',
  program: find('caddy'),
  isOpen: true,
  more: '',
  config: ({ port, upstreamPort }) => `
{
  admin off
}
http://localhost:${port} {
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:${upstreamPort}
}
`,
  args: (_, configFile) => ['run', '--adapter', 'caddyfile', '--config', configFile],
};

export const PROXIES: readonly ReverseProxy[] = [nginx, haproxy, caddy];
