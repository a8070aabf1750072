import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { T } from '../texts';

interface Named {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with it; of several the first is shown. */
  error?: string | readonly string[] | undefined;
  optional?: boolean;
  /** The label is for screen readers alone: what stands around says it already. */
  labelHidden?: boolean;
}

interface Described {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Labelled({ label, hint, error, optional, labelHidden, children }: Named & { children: (described: Described) => ReactNode }) {
  const id = useId();
  const wrong = typeof error === 'string' ? error : error?.[0];
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? 'hidden-visually' : undefined}>
        {label}
        {optional && <span className="soft"> ({T.common.optional})</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong ? true : undefined })}
      {hint && <span className="field-hint" id={`${id}-hint`}>{hint}</span>}
      {wrong && <span className="field-error" id={`${id}-error`}>{wrong}</span>}
    </div>
  );
}

/** A line of input with its label, hint and error. */
export function Field({ label, hint, error, optional, labelHidden, ...input }: Named & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled {...{ label, hint, error, optional, labelHidden }}>
      {described => <input className="input" {...input} {...described} />}
    </Labelled>
  );
}

/** Several lines of input. */
export function TextField({ label, hint, error, optional, labelHidden, ...input }: Named & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Labelled {...{ label, hint, error, optional, labelHidden }}>
      {described => <textarea className="input" {...input} {...described} />}
    </Labelled>
  );
}

/** One of a few. */
export function SelectField({ label, hint, error, optional, labelHidden, children, ...input }: Named & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled {...{ label, hint, error, optional, labelHidden }}>
      {described => (
        <select className="input" {...input} {...described}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

/** Yes or no; with `type="radio"` one of its group. */
export function Check({ label, ...input }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}
