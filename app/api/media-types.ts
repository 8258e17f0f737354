import { offered } from '../http/routing/representation.ts';

/** What the document speaks of, by short names. */
export const mediaTypes = {
  json: 'application/json',
  text: 'text/plain',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  protobuf: 'application/x-protobuf',
  form: 'application/x-www-form-urlencoded',
  openMetrics: 'application/openmetrics-text',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  zip: 'application/zip',
  events: offered(['events']).mediaTypes[0]!,
} as const;
