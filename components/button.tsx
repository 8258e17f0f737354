import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icons.tsx';

export type ButtonProps = {
  /** Solid is for the one thing to do here; danger for what cannot be undone. */
  look?: 'outlined' | 'solid' | 'plain' | 'danger' | undefined;
  size?: 'small' | 'large' | undefined;
  icon?: IconName | undefined;
  /** Needed when there are no words: what the button does. */
  label?: string | undefined;
  /** A link that looks like a button. */
  href?: string | undefined;
  type?: 'submit' | 'button' | undefined;
  disabled?: boolean | undefined;
  /** Any more attributes, such as `name`, `formaction`, `hx-post` or `popovertarget`. */
  attributes?: Readonly<Record<string, string | undefined>> | undefined;
  children?: Child;
};

export function Button(props: ButtonProps) {
  const { icon, label, href, type = 'submit', disabled = false, attributes = {}, children } = props;
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a class={classOf(props)} href={href} aria-label={label} {...attributes}>
        {content}
      </a>
    );
  }
  return (
    <button class={classOf(props)} type={type} aria-label={label} disabled={disabled} {...attributes}>
      {content}
    </button>
  );
}

function classOf({ look = 'outlined', size, icon, children }: ButtonProps): string {
  const isIconOnly = icon !== undefined && children === undefined;
  return [
    'button',
    look !== 'outlined' && `button--${look}`,
    size !== undefined && `button--${size}`,
    isIconOnly && 'button--icon',
  ]
    .filter(Boolean)
    .join(' ');
}
