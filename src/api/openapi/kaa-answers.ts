import type { TProperties, TSchema } from '@sinclair/typebox';
import { EARLY_SIGNALS } from '../../domain/attendance/early-signals.js';
import { ANSWERS } from '../../domain/attendance/correction-events.js';
import { REQUEST_STATES } from '../../domain/attendance/correction-requests.js';
import { SIGNS } from '../../domain/attendance/signs.js';
import { CORRECTORS } from '../../domain/kaa/case-events.js';
import { CONDITIONS } from '../../domain/kaa/condition-names.js';
import { ATTEMPT_CHANNELS } from '../../domain/kaa/contact-events.js';
import { FILE_STATUSES } from '../../domain/kaa/file.js';
import { registerKinds } from '../../domain/kaa/register-events.js';
import { LEAP_DAY_BIRTHDAYS } from '../../domain/person/birth.js';
import { REPORT_PARTS } from '../../domain/kaa-report/events.js';
import { ENTRIES, EXITS } from '../../domain/kaa/spell-codes.js';
import { identity } from './answers.js';
import { correctionFields } from './correction-answers.js';
import {
  anything, count, day, flag, id, list, oneOf, optional, orNull, pageOf, position, shape,
  text,
} from './shape.js';

/** What the routes of the activity responsibility answer. */

const period: TProperties = {
  from: day('First day'), to: day('The day after the last; 9999-12-31 where there is no end'),
};
const municipality = text('Municipality code');
const isHidden = 'null for protected persons, where it is not the caller\'s own';
const home = orNull(text(`Municipality code; ${isHidden}`));
const standing = oneOf(['registered', 'awaiting-start'],
  'Whether the register has the spell, or waits for a start that is placed for the autumn');
const began = oneOf([...ENTRIES], 'How it began');
const exits = [...EXITS];
const status = oneOf([...FILE_STATUSES],
  'Unknown until there was two-way contact; in activity with an occupation or a measure under way; clarified '
  + 'where neither is, and the youth said last that they want no support');
const occupation = text('What the youth does, by the code of the last report');

export const youthsShape = pageOf({
  person: id(), protected: flag('Whether the identity is protected'),
  name: orNull(text('`Family, Given`; null for protected persons, and where no source says')),
  ...period, municipality: home, standing, began,
  ended: orNull(oneOf(exits, 'How it ends; null if nothing says')),
  since: day('First day of looking on which this is what one sees (`lookedAt`)'),
  until: day('The day after the last of them'),
  status, officer: orNull(text('Actor id of the officer')),
  dueOn: orNull(day('By when something is to be done; null where nothing is')),
  nextStep: orNull(oneOf([...ATTEMPT_CHANNELS], 'How to try next by the routine; null where nothing is due')),
  contacted: count('1 if there was two-way contact within the spell, else 0'),
  lastContactOn: orNull(day()), attempts: count('Attempts in vain within the spell'), occupation,
  measuresUnderWay: count('Measures that began and have not ended'),
  leftOpen: count('1 if measures go on though the spell is the last here and has an end, else 0'),
  disputed: flag('An officer says that the youth should not be on the list'),
  corrects: orNull(oneOf([...CORRECTORS], 'Who has to correct it, as was said last; null where nobody')),
  asked: orNull(oneOf([...REQUEST_STATES],
    'What came of what the municipality last asked a school within the spell; null where it asked nothing')),
  askedOn: orNull(day('The day it was asked')),
  answer: orNull(oneOf([...ANSWERS], 'What the school answered; null where it did not')),
  openedAt: text('Where in the ledger the register has the spell from; empty while it is not recorded'),
}, { through: position('Up to here the list knows everything: to have seen, with `v1/kaa/youths/looks`') });

export const kaaCountsShape = shape({
  items: list(shape({
    municipality, registered: count('In the register'),
    awaitingStart: count('In the group, placed for the autumn: the register waits for them'),
    contacted: count('Of those in the register, with two-way contact'),
    neverContacted: count('Of those in the register, without'),
    inMeasure: count('Of those in the register, in a measure'),
  })),
});

export const kaaSignsShape = pageOf({
  person: id(), protected: flag('Whether the identity is protected'),
  name: orNull(text('`Family, Given`; null for protected persons, and where no source says')),
  sign: oneOf([...SIGNS], 'What the sign is'),
  unit: orNull(text(`School unit it is about; empty where no school has said anything; ${isHidden}`)),
  municipality: orNull(
    text(`Home municipality on its first day; empty where nobody knows; ${isHidden}`)),
  ...period, evidence: list(id(), 'Events that it rests on, to name when it is ticked off'),
  explained: count('1 if somebody looked into all that it rests on, else 0'),
  why: orNull(text('What is behind it, as whoever looked into it said last; null while nobody has')),
  since: day('First day of looking on which this is what one sees (`lookedAt`)'),
  until: day('The day after the last of them'),
});

export const earlySignalsShape = pageOf({
  person: id(), protected: flag('Whether the identity is protected'),
  name: orNull(text('`Family, Given`; null for protected persons, and where no source says')),
  signal: oneOf([...EARLY_SIGNALS], 'What was said'),
  unit: orNull(text(`School unit that said it; ${isHidden}`)),
  ...period,
  value: count('What was said: percent, hours, how many, or days after the beginning of the term'),
  threshold: count('What the home municipality tells of from on'),
  evidence: list(id(), 'Events that say it'),
  leftTo: orNull(text(
    `Municipality in whose target group the pupil is after leaving; empty where in none; ${isHidden}`)),
  since: day('First day of looking on which this is what one sees'),
  until: day('The day after the last of them'),
});

export const kaaDriftShape = pageOf({
  person: id(), municipality: home,
  since: day('First day of looking on which the register is not what it should be'),
  until: day('The day after the last of them, if nothing is recorded'),
});

const routine: TProperties = {
  firstTryDays: count('Days from the first day outside, or the end of waiting, to the first try'),
  contactDays: count('Days from one contact to the next'),
  retryDays: count('Days from an attempt in vain to the next'),
  autumn: shape({ from: text(), through: text(), retryDays: count() }, 'When most come new'),
  waitsThrough: text('Last day on which the register waits for those placed for the autumn, as mm-dd'),
  steps: list(oneOf([...ATTEMPT_CHANNELS]), 'In which order ways of reaching a youth are tried'),
};

const signals = shape({
  absentPercent: count('Absence, in percent'), unexcusedHours: count('Hours without a valid reason'),
  warnings: count('Warnings within `withinDays`'),
  programmeChanges: count('Changes of programme within `withinDays`'),
  withinDays: count('Days that are looked back'),
  termBegins: text('Late starts are counted from it, as mm-dd'),
  lateStartDays: count('From how many days after it on a start is late'),
}, 'Thresholds of early signals');

export const kaaRoutineShape = shape({
  municipality, on: day('The day it is about'),
  assumed: flag('Nobody has set anything that holds on the day: these are the assumed values'),
  signalsAssumed: flag('Nobody has set thresholds of early signals that hold on the day'),
  inForce: shape({ ...routine, signals }),
  versions: list(shape({
    id: id('Event id, by which it can be withdrawn'), validOn: day('First day it holds'),
    reportedAt: optional(text()), origin: optional(text()), ...routine, signals: optional(signals),
  }), 'All that were set, in order of time'),
});

const rules: TProperties = {
  leapDayBirthday: oneOf(
    [...LEAP_DAY_BIRTHDAYS], 'Birthday in common years of those born on 29 February, as mm-dd',
  ),
  gapToleranceDays: count('Days between two educations that count as none outside'),
};

/** Rules that hold on a day, and whether they were set. */
export const rulesFields: TProperties = {
  ...rules, assumed: flag('The region has set nothing that holds on the day: these are the assumed values'),
};

export const kaaRulesShape = shape({
  on: day('The day it is about'), ...rulesFields,
  versions: list(shape({
    id: id('Event id, by which it can be withdrawn'), validOn: day('First day it holds'),
    reportedAt: optional(text()), origin: optional(text()), ...rules,
  }), 'All that were set, in order of time'),
});

const deciding = (what: string): TSchema => list(id(), `Events that ${what}`);

const said = { id: id('Event id, by which it can be withdrawn'), on: day() };

/** Codes and times as they were said. */
const saidThen = (more: TProperties): TSchema => shape({
  ...said, source: text('What kind of source said so'), reportedAt: optional(text()),
  amendedAt: optional(text()), ...more,
});

const fileShape = shape({
  municipality, status, officer: optional(text('Actor id of the officer')),
  disclosedUpTo: optional(day('Disclosed by the municipality, as it stood on this day')),
  contacts: list(saidThen({
    channel: text(), initiatedBy: text(), outcome: optional(text()), occupation: optional(text()),
  })),
  attempts: list(saidThen({ channel: text(), outcome: optional(text()) })),
  occupations: list(shape({
    id: optional(id('Event that said so; none where a measure ended')), on: day(), occupation: text(),
  }), 'All there were, by day'),
  measures: list(shape({
    id: id('Event id of the offer'), measure: text(), provider: optional(text()), offeredOn: day(),
    declinedOn: optional(day()), startedOn: optional(day()), endedOn: optional(day()), why: optional(text()),
    occupationAfter: optional(text()),
  })),
  plans: list(saidThen({
    goal: optional(text()), youthDoes: optional(text()), municipalityDoes: optional(text()),
    othersDo: optional(text()), effortFrom: optional(day()), effortTo: optional(day()),
    whyEnded: optional(text()), wordsConfirmed: optional(flag()), followUps: optional(list(day())),
  }), 'Versions of the individual plan'),
  reminders: list(shape({ id: id(), due: day(), about: text(), settledOn: optional(day()) })),
  disputes: list(saidThen({ why: text(), corrects: text(), unit: optional(text()) })),
  disclosures: list(shape({ ...said, to: municipality })),
  asked: list(shape({
    ...correctionFields, unit: text('School unit'), municipality,
    answer: optional(oneOf([...ANSWERS], 'What the school answered')), answeredOn: optional(day()),
    reportedOn: optional(day('The day on which the school last reported something newer')),
  }), 'What the municipality asked schools, and what came of it'),
  outsideSpells: deciding('are about days outside any spell in the municipality'),
});

export const youthShape = shape({
  person: id(), on: day('The day it is about'),
  rules: shape(rulesFields, 'By which the region tells who is in the group, on the day'),
  responsible: orNull(text('Municipality that is responsible on the day; null if none, or not yours to see')),
  conditions: list(shape({
    condition: oneOf([...CONDITIONS]), holds: flag(), since: day('1900-01-01: as far back as anything goes'),
    decidedBy: deciding('decide it; none where nothing was said'),
  }), 'The six conditions of the law, on the day'),
  spells: list(shape({
    ...period, municipality, standing, began, openedBy: deciding('opened it'),
    ended: optional(oneOf(exits, 'How it ends')), closedBy: deciding('close it'),
    waitsUntil: optional(day('The register waits for a start up to this day')),
    startedInTime: flag('Started while the register waited: never in the register'),
  }), 'Unbroken times in the target group, past and to come'),
  register: list(shape({
    municipality, spell: id('What the spell is known by in the register'),
    standing: oneOf(['open', 'closed', 'void'], 'A void one counts no more and stands in no report'),
    entries: list(shape({
      id: id(), recordedAt: text('When it was recorded'),
      type: oneOf(registerKinds.map(({ type }) => type), 'What was recorded'),
      from: day('First day of the spell, as it was then'), to: optional(day('The day after its last')),
      began, ended: optional(oneOf(exits)), decidedBy: deciding('decide it'),
      why: optional(text('Of a void one: which condition did not hold, or what else was wrong')),
      causedBy: optional(id('The newest fact when it was recorded')),
    }), 'All that the register said of the spell, oldest first'),
  }), 'The register as it was recorded, whatever follows from the facts today'),
  files: list(fileShape, 'Files of municipalities'),
});

const { conditions, spells, register } = youthShape['properties'] as Record<string, TSchema>;

export const kaaExtractShape = shape({
  person: id(), madeOn: day('The day it was made'),
  identity: shape(identity, 'Who it is, from the population record; nothing of whom the caller may not see'),
  conditions: conditions!, spells: spells!, register: register!,
  files: list(shape({
    municipality,
    facts: list(shape({
      id: id(), type: text('What kind of fact'), summary: text('The same in a sentence'),
      recordedAt: text('When the ledger took it'), withdrawn: flag('It holds no more'),
      said: anything('What was said; see docs/reference/events.md'),
    }), 'In the order they were recorded'),
  }), 'Files that the caller keeps'),
  reads: list(shape({
    readAt: text(), actor: text('Actor id of the reader'), organisation: text('For whom'),
    how: oneOf(['file', 'person', 'trail', 'extract', ...REPORT_PARTS], 'In which answer it was'),
  }), 'Who read of the person'),
});
