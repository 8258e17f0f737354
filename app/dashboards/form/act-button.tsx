import { Button, type ButtonProps } from '../../../components/button.tsx';

/** A button that changes the rows of the form and sends it, with script and without. */
export function ActButton({ act, ...props }: Omit<ButtonProps, 'attributes' | 'type'> & { readonly act: string }) {
  return <Button size="small" {...props} attributes={{ name: 'act', value: act }} />;
}
