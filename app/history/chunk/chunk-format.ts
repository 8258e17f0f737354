/**
 * How a chunk lies in its bytes; decision 034 says why. `unsigned` is a whole number in LEB128, `signed` the same in zigzag.
 *
 * ```
 * chunk     = FORMAT byte, count unsigned, times column(count), values(count), CRC-32 of all before it, little-endian
 * values(n) = ALL_FLOATS byte, floats(n)
 *           | exponent byte, decimals column(n), odd unsigned, [positions column(odd), floats(odd)]
 * floats(n) = upper halves column(n), lower halves column(n)
 * column(n) = head byte, |first| unsigned, [factor unsigned], block(up to BLOCK_POINTS)... of the n - 1 others
 * block(n)  = head byte, [centre signed], [patches], n distances in `width` bits each
 * patches   = count byte, width byte, position bytes, the upper bits of each in `width` bits
 * ```
 *
 * A value is its decimal divided by ten to the exponent. A number of a column is first + factor x m; the residuals are m,
 * its differences, or theirs, by the order. A residual is the centre plus its distance, which is in zigzag. What is in
 * square brackets is there if the head says so; without a centre the one before counts on, at first zero. Packed bits begin
 * with the lowest of the first byte, and end with the byte. A distance of more than 32 bits is packed in two rows, the
 * lower 32 bits of all and then the rest.
 */

/** Another layout takes another number: files keep chunks for as long as their owner likes. */
export const FORMAT = 1;

export const CHECKSUM_BYTES = 4;

/** In place of an exponent: all values are floats. */
export const ALL_FLOATS = 0xff;

/** Numbers of a column that share one width and one centre. */
export const BLOCK_POINTS = 256;

/** Head byte of a column. */
export const ORDER_MASK = 0x03;
export const IS_NEGATIVE = 0x04;
export const HAS_FACTOR = 0x08;

/** Head byte of a block. */
export const WIDTH_MASK = 0x3f;
export const HAS_CENTRE = 0x40;
export const HAS_PATCHES = 0x80;

/** Bits of the widest distance: what a float64 holds as a whole number. */
export const MAX_WIDTH_BITS = 53;
