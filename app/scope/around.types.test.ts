import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Around, AroundScope, Asked, AsyncAround } from './around.ts';
import { around } from './around.ts';

interface Seat extends Disposable {
  readonly row: number;
}

interface Room extends AsyncDisposable {
  readonly name: string;
  undo(cause: unknown): Promise<void>;
}

/** Never called: the compiler is the test. Each marked line must be an error, every other line must not. */
function compile(seat: Seat, room: Room): unknown {
  const seats: Around<Seat, readonly unknown[]> = around({ acquire: () => seat });
  const rooms: AsyncAround<Room, readonly unknown[]> = around({ acquire: () => room });
  const booked: AsyncAround<Seat, readonly unknown[]> = around({ acquire: async () => seat });
  const rows = around({ acquire: ({ args: [row] }: Asked<[number, ...unknown[]]>) => ({ ...seat, row }) });
  // @ts-expect-error it cannot be given back
  around({ acquire: () => ({ row: 1 }) });

  const sync: (name: string) => number = seats((name: string) => name.length);
  const later: (id: bigint) => Promise<string> = rooms(async (id: bigint) => String(id), { label: 'later' });
  const each: () => AsyncGenerator<number, string, boolean> = rooms(async function* (): AsyncGenerator<
    number,
    string,
    boolean
  > {
    return (yield 1) ? 'yes' : 'no';
  });
  const generic: <T>(value: T) => T[] = seats(<T>(value: T) => [value]);

  const either = (isLater: boolean): number | Promise<number> => (isLater ? Promise.resolve(1) : 1);
  // @ts-expect-error either a promise or not: kind must say
  seats(either);
  const declared: typeof either = seats(either, { kind: 'async' });
  // @ts-expect-error a sync function cannot wait for a room
  rooms(() => 1);
  // @ts-expect-error nor for a seat that is booked
  booked(() => 1);
  // @ts-expect-error it may return a promise, or may not
  rooms(either);
  // @ts-expect-error the kind cannot be sync
  rooms(either, { kind: 'sync' });

  rows((row: number, name: string) => `${row}${name}`);
  // @ts-expect-error acquire looks at a number first
  rows((name: string) => name);
  const row: number = rows.run(scope => scope.held.row, {}, 3);
  // @ts-expect-error run has to give what acquire looks at
  rows.run(scope => scope.held.row, {}, 'three');
  const name: Promise<string> = rooms.run(async scope => scope.held.name);
  const current: AroundScope<Room> | undefined = rooms.current();

  class Hall {
    @seats
    sit(at: number): number {
      return at;
    }
    @rooms({ nested: 'forbid' })
    async enter(): Promise<string> {
      return rooms.held().name;
    }
    // @ts-expect-error a sync method cannot wait for a room
    @rooms
    peek(): string {
      return rooms.held().name;
    }
    // @ts-expect-error only methods
    @seats
    count = 0;
  }
  return [sync, later, each, generic, declared, row, name, current, Hall];
}

test('the compiler refuses what cannot work', () => {
  assert.equal(compile.length, 2);
});
