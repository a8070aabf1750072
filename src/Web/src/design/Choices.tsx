import { useStored } from '../api/stored';
import { theme, themes, type Theme } from '../app/theme';
import { language, languages, speak, T, type Language } from '../texts';
import { SelectField } from './Field';

/** Language and appearance. */
export function Choices() {
  const chosen = useStored(theme) ?? 'system';
  return (
    <>
      <SelectField label={T.common.language} labelHidden value={language} onChange={e => speak(e.target.value as Language)}>
        {languages.map(l => (
          <option key={l} value={l} lang={l}>{T.common.languageNames[l]}</option>
        ))}
      </SelectField>
      <SelectField label={T.common.theme} labelHidden value={chosen} onChange={e => theme.set(e.target.value as Theme)}>
        {themes.map(t => (
          <option key={t} value={t}>{T.common.themes[t]}</option>
        ))}
      </SelectField>
    </>
  );
}
