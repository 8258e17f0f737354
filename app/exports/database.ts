/** `telltale/database`: one SQLite file with its connections, migrations and `transactional`. */
export { type Database, type DatabaseOptions, openDatabase, type Statement } from '../../db/database.ts';
