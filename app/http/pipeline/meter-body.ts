import type { Ending } from './passage.ts';

/**
 * Passes a body through chunk by chunk, reading only when it is read, and reports its end once: read to the end,
 * broken, or given up by the reader or by `signal`. Takes over `body`.
 */
export function meterBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
  onEnd: (ending: Omit<Ending, 'status'>) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let bytes = 0;
  const end = (kind: Ending['kind'], error?: unknown) => {
    signal.removeEventListener('abort', abort);
    onEnd({ kind, bytes, error });
  };
  let abort = () => {};
  return new ReadableStream(
    {
      start(controller) {
        abort = () => {
          controller.error(signal.reason);
          end('client-aborted');
          reader.cancel(signal.reason).catch(ignore);
        };
        signal.addEventListener('abort', abort);
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (signal.aborted) return;
          if (value) {
            bytes += value.byteLength;
            controller.enqueue(value);
          }
          if (done) {
            controller.close();
            end('complete');
          }
        } catch (error) {
          controller.error(error);
          end('error', error);
        }
      },
      cancel(reason) {
        end('client-aborted');
        return reader.cancel(reason);
      },
    },
    // No reading ahead: the source must feel the reader's pace.
    { highWaterMark: 0 },
  );
}

/** A source that fails while it is let go has no reader left to tell. */
function ignore(): void {}
