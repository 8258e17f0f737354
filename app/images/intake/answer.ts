import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import type { PictureLimits } from '../image-limits.ts';
import { FORMAT_NAMES } from '../picture/format-names.ts';
import type { TakenBody } from './take-images.ts';

/** What is said to a sender, in words and as JSON. */
export interface Answer {
  /** Ends in a line break. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The answer to a body of pictures:
 *
 *     ok image door 1280x720 JPEG 84 kB (new)
 *     ok stream cam 1280x720 JPEG: 250 pictures, 3 of them kept (one each 5 s)
 */
export function answerImages(name: string, taken: TakenBody, { keepEveryMs }: PictureLimits): Answer {
  if (taken.kind === 'picture') return answerPicture(name, taken);
  const { frames, kept, broken, width, height, endedBecause } = taken;
  const words = [
    `ok stream ${name} ${width}x${height} JPEG: ${frames} pictures, ${kept} of them kept (one each ${formatDuration(keepEveryMs)})`,
    broken > 0 && `, ${broken} were broken`,
    endedBecause !== undefined && `. It was ended here: ${endedBecause}`,
  ];
  const json = { ok: true, image: name, width, height, format: 'jpeg', frames, kept, broken };
  return {
    text: `${plain(words)}\n`,
    json: { ...json, keepEveryMs, ...(endedBecause !== undefined && { endedBecause }) },
  };
}

function answerPicture(name: string, taken: Extract<TakenBody, { kind: 'picture' }>): Answer {
  const { moment, isNew, prepared } = taken;
  const { sent, frames, wasTurned } = prepared;
  const { width, height, format, sizeBytes, atMs, hash } = moment;
  const words = [
    `ok image ${name} ${width}x${height} ${FORMAT_NAMES[sent]} ${formatValueText(sizeBytes, 'bytes')}`,
    isNew && ' (new)',
    frames > 1 && `, the first of ${frames} pictures of an animation`,
    sent !== format && `, kept as ${FORMAT_NAMES[format]}`,
    wasTurned && ', turned upright',
  ];
  const json = { ok: true, image: name, width, height, format, sentFormat: sent, sizeBytes, hash, atMs, new: isNew };
  return { text: `${plain(words)}\n`, json };
}

function plain(words: readonly (string | false)[]): string {
  return words.filter(Boolean).join('').replaceAll('\u00a0', ' ');
}
