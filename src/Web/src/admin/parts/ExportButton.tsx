import { useState } from 'react';
import { download } from '../../api/download';
import { Button } from '../../design/Button';
import { toastProblem } from '../../design/Toasts';
import { O } from '../../texts/office';

/** Saves a list as a file of lines with commas. */
export function ExportButton({ name, fetch }: { name: string; fetch: () => Parameters<typeof download>[0] }) {
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    await download(fetch(), name).catch(toastProblem);
    setBusy(false);
  }

  return <Button kind="quiet" small busy={busy} onClick={() => void save()}>{O.lists.export}</Button>;
}
