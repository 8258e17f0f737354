import { HttpError } from '../../http/http-error.ts';
import type { PictureLimits } from '../image-limits.ts';
import { JpegSplitter } from '../picture/jpeg-splitter.ts';
import { readJpeg } from '../picture/read-jpeg.ts';
import { tellFormat } from '../picture/tell-format.ts';
import type { BudgetPart } from './memory-budget.ts';

export interface ReadPicturesOptions {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly limits: Pick<PictureLimits, 'maxBytes'>;
  /** The sender says that JPEGs come behind each other. */
  readonly isStream: boolean;
  readonly memory: BudgetPart;
  /** Told of pictures in a stream that were not whole. */
  readonly onBroken: (count: number) => void;
}

/** Between two pictures of a stream: the head of a part, and what cameras write into it. */
const MAX_GAP_BYTES = 64 * 1024;
/** They tell a JPEG. */
const JPEG_HEAD_BYTES = 3;

/**
 * The pictures in a body, each when its last byte is there: one, or JPEG behind JPEG without end, as such or in parts of
 * `multipart/x-mixed-replace`. A JPEG that says that more belongs to it is one picture, whatever stands behind it.
 */
export async function* readPictures(options: ReadPicturesOptions): AsyncGenerator<Uint8Array> {
  const { chunks, limits, isStream, memory, onBroken } = options;
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  let splitter: JpegSplitter | undefined;
  let count = 0;

  for await (const chunk of chunks) {
    const wasTold = sizeBytes >= JPEG_HEAD_BYTES;
    sizeBytes += chunk.byteLength;
    parts.push(chunk);
    if (!wasTold && (isStream || tellFormat(join(parts)) === 'jpeg'))
      splitter ??= new JpegSplitter({ maxFrameBytes: limits.maxBytes, maxGapBytes: MAX_GAP_BYTES });
    if (splitter === undefined) {
      if (sizeBytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
      memory.hold(sizeBytes);
      continue;
    }
    for (const part of parts.splice(0))
      for (const frame of splitter.push(part)) {
        yield frame;
        if (count++ === 0 && !isStream && isWhole(frame)) return;
      }
    onBroken(splitter.broken);
    memory.hold(splitter.heldBytes);
  }
  if (splitter === undefined) yield join(parts);
  else if (splitter.isInFrame) {
    if (count === 0) throw new HttpError(400, 'refused: this JPEG is cut off; send it again.');
    onBroken(splitter.broken + 1);
  }
}

/** Whether what stands behind a picture belongs to it. */
function isWhole(frame: Uint8Array): boolean {
  const read = readJpeg(frame);
  return read.ok && read.value.hasMore;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(
    413,
    `The picture has more than ${maxBytes / 1024 / 1024} MB; send a smaller one (TELLTALE_IMAGES_MAX_MB).`,
  );
}
