import { kindOf } from '../../../domain/catalogue.js';
import { youthReportKinds } from '../../../domain/kaa-report/events.js';
import { CONDITIONS } from '../../../domain/kaa/condition-names.js';
import { kaaKinds } from '../../../domain/kaa/events.js';
import { ENTRIES, EXITS } from '../../../domain/kaa/spell-codes.js';
import type { ExtractPhrases } from './phrases.js';

/** Codes are English words as they stand. */
const asTheyStand = <Code extends string>(codes: readonly Code[]): Readonly<Record<Code, string>> =>
  Object.fromEntries(codes.map((code) => [code, code])) as unknown as Record<Code, string>;

const kinds = Object.fromEntries([...kaaKinds, ...youthReportKinds]
  .map(({ type }) => [type, kindOf(type).summary])) as ExtractPhrases['kinds'];

export const english: ExtractPhrases = {
  who: 'Who it is about',
  notShown: 'not shown to whoever made this',
  conditionsOfLaw: 'The conditions of the law',
  inGroup: 'In the target group',
  register: 'The register as it was recorded',
  whoRead: 'Who read it',
  times: 'Times are Swedish.',
  nothingEnds: 'nothing known ends it',
  conditions: asTheyStand(CONDITIONS), entries: asTheyStand(ENTRIES), exits: asTheyStand(EXITS),
  numbers: asTheyStand(['personal', 'coordination', 'temporary', 'asylum']),
  reads: asTheyStand(['file', 'person', 'trail', 'extract', 'report', 'report-differences']),
  kinds,
  field: (name) => name,
  code: (_, value) => value,

  title: (person, madeOn) => `What is held of ${person} for the activity responsibility, made on ${madeOn}`,
  holds: (holds, since) =>
    `${holds ? 'holds' : 'does not hold'}${since === undefined ? '' : ` since ${since}`}`,
  days: (from, through) => `${from}${through === undefined ? ' on' : ` through ${through}`}`,
  spell: (days, municipality, began, ended) => `${days} in ${municipality}; began: ${began}; ends: ${ended}`,
  file: (municipality) => `The file of ${municipality}`,
  recorded: (instant, isWithdrawn) => `recorded ${instant}${isWithdrawn ? ', withdrawn since' : ''}`,
  read: (instant, actor, organisation, how) => `${instant} ${actor} of ${organisation}: ${how}`,
};
