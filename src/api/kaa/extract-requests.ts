import { CodeField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { LanguageField } from '../requests/language-field.js';
import { DEFAULT_LANGUAGE, type Language } from '../requests/languages.js';

export class ExtractQuery {
  @Field(CodeField(['json', 'text'], 'For programs, or for people to read'), { optional: true })
  format: 'json' | 'text' = 'json';

  @LanguageField() language: Language = DEFAULT_LANGUAGE;
}

/** An extract as the documentation shows it. */
export const extractExample = {
  person: EXAMPLE_ID, madeOn: '2026-03-16',
  identity: {
    name: { givenName: 'Maja', familyName: 'Ek' },
    numbers: [{ value: '201001012382', kind: 'personal', replaced: false }],
  },
  conditions: [], spells: [], register: [],
  files: [{ municipality: '1480', facts: [] }],
  reads: [{ readAt: '2026-03-16T08:00:00.000Z', actor: 'officer-7', organisation: '1480', how: 'extract' }],
};

export const extractTexts = {
  'text/plain': `Registerutdrag: vad som finns om ${EXAMPLE_ID} för det kommunala aktivitetsansvaret, `
    + 'gjort 2026-03-16\n',
};
