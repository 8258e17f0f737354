import { Icon } from './icons.tsx';

export interface SearchBoxProps {
  /** The page; what is typed is its parameter `q`. */
  href: string;
  search: string;
  /** Names the field. */
  label: string;
  placeholder: string;
  /** What is swapped. */
  target?: string;
  /** Selects what else is sent. */
  include?: string | undefined;
  /** After so long without a key it is searched. */
  delayMs?: number;
}

/** A field that searches while one types: what was found is swapped, and the address can be kept. In a form. */
export function SearchBox({ href, search, label, placeholder, ...props }: SearchBoxProps) {
  const { target = '#found', include, delayMs = 200 } = props;
  return (
    <label class="box">
      <Icon name="find" />
      <input
        class="box__control"
        type="search"
        name="q"
        value={search}
        placeholder={placeholder}
        aria-label={label}
        autocomplete="off"
        hx-get={href}
        hx-include={include}
        hx-trigger={`input changed delay:${delayMs}ms, search`}
        hx-target={target}
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-replace-url="true"
      />
    </label>
  );
}
