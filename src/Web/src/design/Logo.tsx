/** The shop's sign, as `public/favicon.svg` has it: drawn in the page, so that nothing has to be fetched for it. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0f5c4a" />
      <path d="M9 12h14l-1.4 10.2a2 2 0 0 1-2 1.8h-7.2a2 2 0 0 1-2-1.8z" fill="#fff" />
      <path d="M12 12a4 4 0 0 1 8 0" fill="none" stroke="#fff" strokeWidth="2" />
    </svg>
  );
}
