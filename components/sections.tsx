import type { Child } from 'hono/jsx';

export type SectionsProps = {
  /** Names the links for readers who hear them. */
  label: string;
  /** The parts of the page, by the ids that they have on it. */
  links: readonly (readonly [id: string, title: string])[];
  /** Sheets, one a part. */
  children?: Child;
};

/** A long page in parts: links down the left, or in a line on a phone, and the parts beside them. */
export function Sections({ label, links, children }: SectionsProps) {
  return (
    <div class="sections">
      <nav class="sections__nav" aria-label={label}>
        {links.map(([id, title]) => (
          <a class="sections__link" href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <div class="sections__parts">{children}</div>
    </div>
  );
}
