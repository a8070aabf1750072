import { useRef, useState, type FormEvent } from 'react';
import { Problem } from '../api/problem';
import { T, language, type Language } from '../texts';
import { explain } from './States';

/**
 * The course of a form: sends it once at a time, holds what is wrong by field and over all, and moves the focus to the
 * first field that is.
 */
export function useForm(send: () => Promise<void>) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  // Two presses may come before the first is drawn.
  const sending = useRef(false);
  const [errors, setErrors] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [failure, setFailure] = useState<string | null>(null);

  function focusFirstWrong() {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  /** Refuses before anything is sent. Returns whether there was nothing wrong. */
  function refuse(wrong: Record<string, string | null | undefined | false>): boolean {
    const found = Object.entries(wrong).filter((entry): entry is [string, string] => Boolean(entry[1]));
    setErrors(Object.fromEntries(found.map(([name, text]) => [name, [text]])));
    setFailure(found.length > 0 ? T.common.fieldsWrong : null);
    if (found.length > 0) focusFirstWrong();
    return found.length === 0;
  }

  async function onSubmit(event?: FormEvent) {
    // One of a form within, such as a dialog's, bubbles up to here.
    if (event && event.target !== event.currentTarget) return;
    event?.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await send();
    } catch (error) {
      if (error instanceof Problem) setErrors(inWords(error));
      setFailure(error instanceof Problem && Object.keys(error.errors).length > 0 ? T.common.fieldsWrong : explain(error));
      focusFirstWrong();
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  return { form, busy, errors, failure, refuse, onSubmit, props: { ref: form, onSubmit, noValidate: true } };
}

/** What is wrong by field, in the language of the page. What the store says of a single value it says in English alone. */
export function inWords(problem: Problem, spoken: Language = language): Readonly<Record<string, readonly string[]>> {
  const words = problem.code !== 'validation' ? T.problems[problem.code] : spoken === 'en' ? undefined : T.common.fieldWrong;
  return words === undefined ? problem.errors : Object.fromEntries(Object.keys(problem.errors).map(field => [field, [words]]));
}
