/**
 * Several byte streams one behind the other, as one. Read only when it is read, also `parts` itself: which stream comes
 * next is decided when the one before has ended. `onEnd` is called once: after the last one, a failure or `cancel()`.
 */
export function chainReadables(
  parts: Iterable<ReadableStream<Uint8Array>>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const rest = parts[Symbol.iterator]();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let isOver = false;
  const end = () => {
    if (!isOver) onEnd();
    isOver = true;
  };

  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    while (!isOver) {
      reader ??= rest.next().value?.getReader();
      const next = await reader?.read();
      if (next?.value) return controller.enqueue(next.value);
      if (!next) {
        end();
        controller.close();
      }
      reader = undefined;
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      pull: controller =>
        pull(controller).catch(error => {
          end();
          throw error;
        }),
      async cancel(reason) {
        end();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
