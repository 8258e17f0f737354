import { sqliteCode } from '../../db/transaction/sqlite-code.ts';

/** Why the data folder cannot be used, and what to do: where a person can do something about it. */
export function whyNot(error: unknown, folder: string): string | undefined {
  const code = sqliteCode(error) ?? systemCode(error);
  if (code === undefined) return undefined;
  const reason = REASONS.find(({ codes }) => codes.test(code));
  return reason?.tell(pathOf(error) ?? folder, code, folder);
}

interface Reason {
  readonly codes: RegExp;
  readonly tell: (path: string, code: string, folder: string) => string;
}

const REASONS: readonly Reason[] = [
  {
    codes: /^(?:ENOSPC|EDQUOT|SQLITE_FULL)$/,
    tell: (_path, _code, folder) => `The disk of ${folder} is full. Make room there, and start it again.`,
  },
  {
    codes: /^(?:EROFS|SQLITE_READONLY.*)$/,
    tell: (path, code) =>
      `${path} cannot be written (${code}). Mount its disk so that it can be, or set TELLTALE_DATA to another folder.`,
  },
  {
    codes: /^(?:EACCES|EPERM|SQLITE_CANTOPEN.*|SQLITE_PERM)$/,
    tell: (path, code) =>
      `${path} may not be written by this user (${code}). Give it to the user that runs Telltale (chown), or set TELLTALE_DATA to another folder.`,
  },
  {
    codes: /^(?:EEXIST|ENOTDIR)$/,
    tell: path => `${path} is no folder. Set TELLTALE_DATA to a folder, or to a place where one can be made.`,
  },
  {
    codes: /^(?:EIO|SQLITE_IOERR.*)$/,
    tell: (path, code) => `${path} cannot be read or written (${code}). Look at its disk: it may be full, or failing.`,
  },
  {
    codes: /^(?:SQLITE_NOTADB|SQLITE_CORRUPT.*)$/,
    tell: (path, code, folder) =>
      `${path === folder ? `A file in ${folder}` : path} is damaged (${code}), and nothing was changed. Bring back a backup with "telltale restore FILE".`,
  },
];

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

function pathOf(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error ? String(error.path) : undefined;
}
