/** A moment: `iso` (RFC 3339) for machines, `words` for people, such as `14:03:22` or `4 min ago`. */
export type TimeProps = { iso: string; words: string; class?: string | undefined };

export function Time({ iso, words, class: className }: TimeProps) {
  return (
    <time class={className} datetime={iso}>
      {words}
    </time>
  );
}
