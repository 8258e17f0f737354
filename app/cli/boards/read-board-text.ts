import { createReadStream } from 'node:fs';
import { RefusedError } from '../../backup/refused-error.ts';
import { BOARD_FILE_MAX_BYTES } from '../../dashboards/file/read-board-file.ts';

/** The text of a file, or of standard input for `-`. @throws RefusedError */
export async function readBoardText(file: string): Promise<string> {
  if (file === '-' && process.stdin.isTTY)
    throw new RefusedError('Send a dashboard into standard input, or name its file.');
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of file === '-' ? process.stdin : createReadStream(file)) {
      bytes += part.length;
      if (bytes > BOARD_FILE_MAX_BYTES) throw new RefusedError(`${file} has more than 1 MiB: it is no dashboard.`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    const { code } = error as { code?: string };
    throw new RefusedError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
  return Buffer.concat(parts).toString('utf8');
}
