import { createRequire } from 'node:module';

/**
 * What is used of drizzle-orm, loaded as CommonJS: when Node imports it, it parses the package's description (180 kB) anew for each
 * of its files, which takes a quarter of a second at every start.
 */
const require = createRequire(import.meta.url);

export const { and, desc, eq, gt, lt, lte, sql }: typeof import('drizzle-orm') = require('drizzle-orm');
export const { drizzle }: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3');
export const { integer, primaryKey, sqliteTable, text }: typeof import('drizzle-orm/sqlite-core') =
  require('drizzle-orm/sqlite-core');
