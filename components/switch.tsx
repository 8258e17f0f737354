export type SwitchProps = {
  name: string;
  value?: string | undefined;
  label: string;
  checked: boolean;
  /** Any more attributes of the control, such as `hx-post`. */
  attributes?: Readonly<Record<string, string | undefined>> | undefined;
};

/** For what acts at once; in a form that is sent later a checkbox is the same element. */
export function Switch({ name, value = 'on', label, checked, attributes = {} }: SwitchProps) {
  return (
    <label class="switch">
      <input class="switch__control" type="checkbox" name={name} value={value} checked={checked} {...attributes} />
      <span class="switch__thumb" aria-hidden="true" />
      {label}
    </label>
  );
}
