import { answer } from './client';

/** Saves what a call answers as a file; a link could not carry the token. */
export async function download(call: Promise<{ data?: Blob; error?: unknown; response: Response }>, name: string): Promise<void> {
  const address = URL.createObjectURL(await answer(call));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
