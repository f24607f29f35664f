import { CodeField } from '../../domain/shared/fields.js';
import { Field } from './fields.js';
import { LANGUAGES } from './languages.js';

/** In which language a text is to be. */
export const LanguageField = (): PropertyDecorator =>
  Field(CodeField(LANGUAGES, 'Of the text; Swedish where nothing is said'), { optional: true });
