import { z } from 'zod';
import { keepRules, publicUrl, wholeNumber } from './setting-schemas.ts';

/**
 * Everything that can be set from outside, in one table: `--help`, the README and the parser are made of it.
 */
export const SETTINGS = {
  TELLTALE_HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    shown: '127.0.0.1',
    help: 'address to listen on; the default answers this machine only',
  },
  TELLTALE_PORT: {
    schema: wholeNumber(0, 65_535).default(8355),
    shown: '8355',
    help: 'port to listen on; 0: any free one, which is printed',
  },
  TELLTALE_DATA: {
    schema: z.string().min(1).default('./data'),
    shown: './data',
    help: 'folder that holds everything Telltale keeps',
  },
  TELLTALE_PUBLIC_URL: {
    schema: publicUrl().optional(),
    shown: 'none',
    help: 'address under which browsers reach it, for links and for the Host check',
  },
  TELLTALE_TLS_CERT: {
    schema: z.string().optional(),
    shown: 'none',
    help: 'file of a certificate and its chain, PEM; with it and its key it speaks https, and HTTP/2',
  },
  TELLTALE_TLS_KEY: {
    schema: z.string().optional(),
    shown: 'none',
    help: 'file of the key of that certificate, PEM; both are read anew when they change',
  },
  TELLTALE_SETUP_CODE: {
    schema: z
      .string()
      .min(6, 'must have at least 6 characters')
      .max(128, 'must have at most 128 characters')
      .optional(),
    shown: 'random',
    help: 'one-time code of the first start; else a random one is printed once',
  },
  TELLTALE_INGEST: {
    schema: z.enum(['token', 'loopback'], 'must be "token" or "loopback"').default('token'),
    shown: 'token',
    help: 'token: who writes needs a token. loopback: not from this machine (a reverse proxy is this machine too)',
  },
  TELLTALE_WEBHOOKS_TO: {
    schema: z.enum(['internet', 'network', 'machine'], 'must be "internet", "network" or "machine"').default('network'),
    shown: 'network',
    help: 'where controls may post: internet only; network: also private networks; machine: also this machine',
  },
  TELLTALE_HOST_METRICS: {
    schema: z
      .enum(['on', 'off'], 'must be "on" or "off"')
      .default('on')
      .transform(text => text === 'on'),
    shown: 'on',
    help: "off: this machine's own readings are not collected",
  },
  TELLTALE_MAX_STREAMS: {
    schema: wholeNumber(1, 1_000_000).default(10_000),
    shown: '10000',
    help: 'open live streams',
  },
  TELLTALE_MAX_STREAMS_PER_USER: {
    schema: wholeNumber(1, 1_000_000).default(200),
    shown: '200',
    help: 'open live streams of one user or token',
  },
  TELLTALE_MAX_STREAMS_PER_ADDRESS: {
    schema: wholeNumber(1, 1_000_000).default(200),
    shown: '200',
    help: 'open live streams from one network address',
  },
  TELLTALE_MAX_NEW_SERIES_PER_MINUTE: {
    schema: wholeNumber(1, 10_000_000).default(20_000),
    shown: '20000',
    help: 'series of one token that may appear for the first time within one minute',
  },
  TELLTALE_MAX_SERIES_PER_SENDER: {
    schema: wholeNumber(1, 10_000_000).default(100_000),
    shown: '100000',
    help: 'series that one token may have made, of the 200000 that are kept in all',
  },
  TELLTALE_KEEP_DAYS: {
    schema: wholeNumber(1, 36_500).default(30),
    shown: '30',
    help: 'days that readings are kept; one each second takes some 25 MB a year',
  },
  TELLTALE_KEEP_HOURLY_DAYS: {
    schema: wholeNumber(0, 36_500).default(730),
    shown: '730',
    help: 'days that the hours of readings past their time are kept: lowest, highest, mean and last value',
  },
  TELLTALE_KEEP: {
    schema: keepRules().optional(),
    shown: 'none',
    help: 'other times for some metrics, the first match counts: debug_*=1d, power_*=90d+10y, trace_*=2w/500MB',
  },
  TELLTALE_KEEP_LOGS_DAYS: {
    schema: wholeNumber(1, 36_500).default(30),
    shown: '30',
    help: 'days that lines of logs are kept',
  },
  TELLTALE_KEEP_LOGS_MB: {
    schema: wholeNumber(10, 10_000_000).default(1000),
    shown: '1000',
    help: 'megabytes that lines of logs may take; 1000 hold some 5 million, and the oldest go first',
  },
  TELLTALE_URL: {
    schema: publicUrl().optional(),
    shown: 'none',
    help: 'server that commands such as run, send, host and top speak to; without it the one of this machine',
  },
  TELLTALE_IMAGES_KEEP_DAYS: {
    schema: wholeNumber(1, 36_500).default(30),
    shown: '30',
    help: 'days that pictures are kept',
  },
  TELLTALE_IMAGES_KEEP_COUNT: {
    schema: wholeNumber(1, 10_000_000).default(20_000),
    shown: '20000',
    help: 'pictures of one image that are kept; the oldest go first',
  },
  TELLTALE_IMAGES_KEEP_MB: {
    schema: wholeNumber(1, 10_000_000).default(1024),
    shown: '1024',
    help: 'megabytes that the pictures of one image may take',
  },
  TELLTALE_IMAGES_TOTAL_MB: {
    schema: wholeNumber(1, 10_000_000).default(4096),
    shown: '4096',
    help: 'megabytes that all pictures may take',
  },
  TELLTALE_IMAGES_STREAM_SECONDS: {
    schema: wholeNumber(1, 86_400).default(5),
    shown: '5',
    help: 'seconds between two pictures that are kept of an endless stream; all of them are shown live',
  },
  TELLTALE_IMAGES_MAX_MB: {
    schema: wholeNumber(1, 100).default(20),
    shown: '20',
    help: 'megabytes of one picture, as it is sent',
  },
  TELLTALE_IMAGES_MAX_MEGAPIXELS: {
    schema: wholeNumber(1, 250).default(50),
    shown: '50',
    help: 'megapixels of one picture',
  },
  TELLTALE_TOKEN: {
    schema: z.string().min(1).optional(),
    shown: 'none',
    help: 'token for commands that speak to a server, such as run and send; the server itself does not look at it',
  },
  TELLTALE_LOG_LEVEL: {
    schema: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
    shown: 'info',
    help: 'debug, info, warn, error or silent',
  },
} as const;
