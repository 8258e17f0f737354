import { Button } from './button.tsx';

export type CodeLineProps = {
  /** What is copied, without the prompt; it may have several lines. */
  text: string;
  /** Part of the text that is set off in colour: the address. */
  address?: string | undefined;
  prompt?: string | undefined;
  size?: 'large' | undefined;
};

/** A line to paste into a terminal, with a button that copies it (public/js finds it by `data-copy`). */
export function CodeLine({ text, address = '', prompt = '$ ', size }: CodeLineProps) {
  const at = address === '' ? -1 : text.indexOf(address);
  return (
    <div class={size === 'large' ? 'code-line code-line--large' : 'code-line'}>
      <code class="code-line__text">
        {prompt !== '' && <span class="code-line__prompt">{prompt}</span>}
        {at < 0 ? text : text.slice(0, at)}
        {at >= 0 && <span class="code-line__address">{address}</span>}
        {at >= 0 && text.slice(at + address.length)}
      </code>
      <Button size="small" type="button" icon="copy" attributes={{ 'data-copy': text }}>
        Copy
      </Button>
    </div>
  );
}
