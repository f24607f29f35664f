import type { DisclosedPerson } from '../application/access/disclosure.js';
import type { MunicipalityPeriod } from '../domain/person/municipality.js';
import { FOREVER } from '../domain/shared/civil-date.js';
import type { Span, Stay } from '../domain/schooling/stay.js';
import { type Output, printable } from './output.js';

/** A part of a stay with one study path, and how the stay began and ended. */
type StayPart = Span & Pick<Stay, 'unit' | 'began' | 'ended'>;

const partsOf = ({ unit, began, ended, spans, to }: Stay): StayPart[] =>
  spans.map((span) => ({ ...span, unit, began, ended: span.to === to ? ended : undefined }));

const nameOf = ({ name }: DisclosedPerson): string =>
  (name ? `${name.familyName}, ${name.givenName}` : 'no source says');

const numbersOf = ({ numbers = [] }: DisclosedPerson): string =>
  numbers.map(({ value, replaced, identityLevel, dormant }) => {
    const marks = [replaced && 'replaced', identityLevel, dormant && 'dormant'].filter(Boolean);
    return marks.length > 0 ? `${value} (${marks.join(', ')})` : value;
  }).join(', ');

/** A line for each thing that is known and is not a list. */
const facts = (person: DisclosedPerson): (readonly [label: string, value: string | undefined])[] => [
  ['Name', person.withheld.includes('identity') ? undefined : nameOf(person)],
  ['Numbers', numbersOf(person)],
  ['Protection', person.protection === 'none' ? undefined : person.protection],
  ['Died', person.diedOn], ['Emigrated', person.emigratedOn],
  ['Compulsory schooling completed', person.compulsorySchoolingCompletedOn],
  ['Documents', person.documents.map((each) => Object.values(each).join(' ')).join(', ')],
  ['Reports that fit nothing', person.anomalies.map(({ kind, on }) => `${kind} (${on})`).join(', ')],
  ['Claimed twice', person.claimedTwice.map(({ from, to }) =>
    (to === FOREVER ? `from ${from}` : `from ${from} to ${to}`)).join(', ')],
  ['Disputes decided', person.decisions.map(({ id, unit = 'nobody', from, to }) =>
    `for ${unit} from ${from} to ${to} (event ${id})`).join(', ')],
  ['Removals that wait', person.waiting.map(({ because, on }) => `${because} (${on})`).join(', ')],
  ['Erased', person.erased.join(', ')], ['Not for you to see', person.withheld.join(', ')],
];

/** Prints a person as one looks at a day; what is not known takes no line. */
export const printPerson = (output: Output, person: DisclosedPerson): void => {
  for (const [label, value] of facts(person)) if (value) output.line(`${label}: ${printable(value)}`);
  if (person.municipalities) {
    output.line('\nHome municipality');
    output.table<MunicipalityPeriod>([
      ['municipality', ({ municipality }) => municipality], ['from', ({ from }) => from],
      ['to', ({ to }) => to], ['known by', ({ basis }) => basis],
    ], person.municipalities);
  }
  output.line('\nSchooling');
  output.table<StayPart>([
    ['unit', ({ unit }) => unit], ['study path', ({ studyPath }) => studyPath],
    ['year', ({ schoolYear }) => schoolYear], ['from', ({ from }) => from], ['to', ({ to }) => to],
    ['began', ({ began }) => began], ['ended', ({ ended }) => ended],
  ], person.stays.flatMap(partsOf));
};
