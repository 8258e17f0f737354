/** How many visible series each sender has made. As many senders as have some; one text of each name. */
export class SenderCounts {
  readonly #counts = new Map<string, { readonly id: string; series: number }>();

  /** Counts one more, and gives the text to keep in place of the given one. */
  add(id: string): string {
    const known = this.#counts.get(id) ?? { id, series: 0 };
    known.series++;
    this.#counts.set(known.id, known);
    return known.id;
  }

  remove(id: string): void {
    const known = this.#counts.get(id);
    if (known && --known.series === 0) this.#counts.delete(id);
  }

  of(id: string): number {
    return this.#counts.get(id)?.series ?? 0;
  }

  /** Those with the most series first. */
  all(): { readonly id: string; readonly series: number }[] {
    return Array.from(this.#counts.values(), one => ({ ...one })).sort((a, b) => b.series - a.series);
  }
}
