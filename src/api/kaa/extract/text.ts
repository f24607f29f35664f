import type {
  ExtractedFact, ExtractedIdentity, RegisterExtract,
} from '../../../application/queries/register-extract.js';
import { DAWN } from '../../../domain/kaa/condition-period.js';
import { addDays, type CivilDate } from '../../../domain/shared/civil-date.js';
import { minuteInSweden } from '../../minute-in-sweden.js';
import type { Language } from '../../requests/languages.js';
import { english } from './english.js';
import type { ExtractPhrases, KaaType } from './phrases.js';
import { swedish } from './swedish.js';

/** They stand in the line already. */
const LEFT_OUT = new Set(['validOn', 'municipality']);
/** Cells of a report have the names and codes of its layout. */
const OF_LAYOUT = 'rows';
const INSTANTS = new Set(['reportedAt', 'amendedAt']);

const daysOf = (say: ExtractPhrases, from: CivilDate, to?: CivilDate): string =>
  say.days(from, to === undefined ? undefined : addDays(to, -1));

const asItStands: Pick<ExtractPhrases, 'field' | 'code'> =
  { field: (name) => name, code: (_, value) => value };

type Naming = typeof asItStands;

/** What was said, field by field; what is empty says nothing. */
const inWords = (said: object, naming: Naming): string => Object.entries(said)
  .map(([name, value]) => [name, valueInWords(name, value, naming)] as const)
  .filter(([name, words]) => !LEFT_OUT.has(name) && words !== '')
  .map(([name, words]) => `${naming.field(name)}: ${words}`).join('; ');

/** One after the other of several; of parts, such as the rows of a report, each in brackets. */
const valueInWords = (name: string, value: unknown, naming: Naming): string => {
  if (Array.isArray(value)) return value.map((each) => valueInWords(name, each, naming)).join(', ');
  if (typeof value === 'object' && value !== null) {
    return `(${inWords(value, name === OF_LAYOUT ? asItStands : naming)})`;
  }
  return INSTANTS.has(name) ? minuteInSweden(String(value)) : naming.code(name, String(value));
};

const identityLines = ({ name, numbers = [], address }: ExtractedIdentity, say: ExtractPhrases): string[] => {
  const told = [
    ...(name ? [`${name.familyName}, ${name.givenName}`] : []),
    ...numbers.map(({ value, kind }) => `${say.numbers[kind]}: ${value}`),
    ...(address ? [inWords(address, say)] : []),
  ];
  return told.length > 0 ? told : [say.notShown];
};

const factLine = ({ type, recordedAt, withdrawn, said }: ExtractedFact, say: ExtractPhrases): string =>
  `${String(said['validOn'])} ${say.kinds[type as KaaType]} ${inWords(said, say)} (${
    say.recorded(minuteInSweden(recordedAt), withdrawn)})`;

const entryLines = (register: RegisterExtract['register'], say: ExtractPhrases): string[] =>
  register.flatMap(({ municipality, entries }) => entries.map(({ type, recordedAt, from, to }) =>
    `${minuteInSweden(recordedAt)} ${municipality} ${say.kinds[type]} (${daysOf(say, from, to)})`));

const languages: Readonly<Record<Language, ExtractPhrases>> = { sv: swedish, en: english };

/** An extract for people to read, line by line. */
export const extractText = (extract: RegisterExtract, language: Language): string => {
  const { person, madeOn, identity, conditions, spells, register, files, reads } = extract;
  const say = languages[language];
  const parts: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [say.who, identityLines(identity, say)],
    [say.conditionsOfLaw, conditions.map(({ condition, holds, since }) =>
      `${say.conditions[condition]}: ${say.holds(holds, since === DAWN ? undefined : since)}`)],
    [say.inGroup, spells.map(({ from, to, municipality, began, ended }) => say.spell(
      daysOf(say, from, to), municipality, say.entries[began],
      ended === undefined ? say.nothingEnds : say.exits[ended],
    ))],
    [say.register, entryLines(register, say)],
    ...files.map(({ municipality, facts }) =>
      [say.file(municipality), facts.map((fact) => factLine(fact, say))] as const),
    [say.whoRead, reads.map(({ readAt, actor, organisation, how }) =>
      say.read(minuteInSweden(readAt), actor, organisation, say.reads[how]))],
  ];
  return [
    say.title(person, madeOn),
    ...parts.flatMap(([heading, lines]) => ['', heading, ...lines.map((line) => `  ${line}`)]),
    '', say.times, '',
  ].join('\n');
};
