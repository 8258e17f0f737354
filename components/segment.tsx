/** One of a few, as links: each choice is a page of its own. */
export type SegmentProps = {
  label: string;
  options: readonly { href: string; label: string; current?: boolean | undefined }[];
};

export function Segment({ label, options }: SegmentProps) {
  return (
    <nav class="segment" aria-label={label}>
      {options.map(({ href, label, current = false }) => (
        <a class="segment__option" href={href} aria-current={current ? 'true' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

export type SegmentChoiceProps = {
  label: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
  /** Any more attributes of the group, such as `hx-post` or `data-theme-choice`. */
  attributes?: Readonly<Record<string, string | undefined>> | undefined;
};

/** One of a few, as radio buttons inside a form. */
export function SegmentChoice({ label, name, value, options, attributes = {} }: SegmentChoiceProps) {
  return (
    <fieldset class="segment" aria-label={label} {...attributes}>
      {options.map(option => (
        <label class="segment__option">
          <input
            class="segment__control"
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
