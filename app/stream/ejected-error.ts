/** A reader was put out by the buffer: its leases kept more memory alive than `maxPinnedBytes`. */
export class EjectedError extends Error {
  override readonly name = 'EjectedError';

  constructor() {
    super('The reader held on to more memory than the stream buffer may keep for slow readers.');
  }
}
