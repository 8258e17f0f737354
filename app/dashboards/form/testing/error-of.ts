/** What a page says to be wrong with a field. */
export function errorOf(page: string, field: string): string | undefined {
  const id = `field-${field.replaceAll('.', '-')}-error`;
  return new RegExp(`id="${id}"[^>]*>[\\s\\S]*?<span>([^<]*)</span>`).exec(page)?.[1];
}
