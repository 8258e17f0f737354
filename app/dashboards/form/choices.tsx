/** What a field may hold, inside of a `<datalist>`. */
export function Choices({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map(name => (
        <option value={name} />
      ))}
    </>
  );
}
