/** Something as it is stored or sent, written so that people can read it. */
export function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <pre className="bench-json mono" role="region" aria-label={label} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
