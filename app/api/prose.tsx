/** A sentence in which names stand between backticks, as in the document. */
export function Prose({ text }: { readonly text: string }) {
  return <>{text.split('`').map((piece, at) => (at % 2 === 1 ? <code>{piece}</code> : piece))}</>;
}
