/** The mark: a "t" whose bar streams. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4 1h2.25v9.6c0 1.5.75 2.15 2.1 2.15.75 0 1.4-.15 2.15-.5v2.1c-.8.4-1.7.6-2.75.6C5.3 14.95 4 13.6 4 11z" />
      <path d="M2 4.3h4.25c2.2 0 2.9 1.1 4.6 1.1 1.3 0 2.2-.6 3.9-1.9v2.5c-1.5 1.2-2.5 1.75-4 1.75-2.1 0-2.8-1.15-4.7-1.15H2z" />
    </svg>
  );
}

/** The mark and the name, as the way home. */
export function Brand({ href }: { href: string }) {
  return (
    <a class="brand" href={href}>
      <Mark />
      <span>Telltale</span>
    </a>
  );
}
