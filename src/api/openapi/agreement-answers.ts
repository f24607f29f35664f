import type { TProperties } from '@sinclair/typebox';
import { settingMarks } from '../../domain/cost/setting-marks.js';
import {
  anything, count, day, flag, id, instant, list, next, oneOf, optional, ore, position, shape, text,
} from './shape.js';

const dated: TProperties = {
  validOn: day('First day that it holds'),
  until: day('First day that it no longer holds; 9999-12-31 where there is no end'),
  id: optional(id('Event that set it; absent for the policy that is built in')),
  reportedAt: optional(instant('When it was decided')), origin: optional(text('Where it was decided')),
};

const paid: TProperties = {
  payee: oneOf(['municipal', 'region', 'independent'], 'Kind of principal that is paid'),
  payees: optional(list(text(), 'Only these; absent: every party of the kind, or any independent principal')),
};
const share = shape({
  payer: optional(text('Who pays it; absent: the home municipality')), parts: count('Parts of the whole'),
});
const shares = shape({
  ...paid, studyPaths: list(text(), 'Whole codes or their beginnings'),
  units: optional(list(text(), 'Only at these school units; absent: at any')),
  remainder: share, others: list(share, 'Who else pays'),
});

const terms = shape({
  ...paid,
  policy: text('Policy by which days are counted and paid'),
  priceRule: optional(text('Price rule; absent: the one that the law gives')),
});

export const agreementsShape = shape({
  items: list(shape({
    agreement: text('Agreement by name'), ...dated, endsOn: optional(day('First day it no longer holds')),
    parties: list(text(), 'Who takes part'), terms: list(terms, 'The first that fits holds'),
    shares: optional(list(shares, 'Places that several pay for; the first that fits holds')),
  })),
  next,
});

const moved = {
  issuedOre: ore('What was issued'), asIsOre: ore('What is right now'), whatIfOre: ore('What would be right'),
  ore: ore('What the policy moves'), vatOre: ore('VAT compensation in that'),
};

export const policyCheckShape = shape({
  position: position('Where the ledger was; may be told as `checked` when the policy is set'),
  period: optional(shape({ from: day('First day'), to: day('The day after the last') },
    'Settled days from the first of the policy on; absent where there are none')),
  persons: count(), changedPersons: count('Of whom lines would differ'),
  items: list(shape({ payer: text(), principal: text(), ...moved })), total: shape(moved),
});

export const policiesShape = shape({
  items: list(shape({
    policy: text('Policy by name; `default` is for all who have no agreement'), ...dated,
    counting: anything('How days are counted: a rule by name and version, and its settings'),
    augustStartPaysFromJuly: flag('Whether who starts in August is paid from 1 July'),
    dropoutDay: oneOf(['first-unpaid', 'last-paid'], 'What the day of a dropout is'),
    documentPays: oneOf(
      ['through-june', 'to-document-date'], 'How far a final document in May or June is paid',
    ),
    confirmBy: text('Last day on which a start confirms a summer placement, as mm-dd'),
    correctsYearsBack: count('Calendar years before the current one that corrections reach into'),
    reportsWithinDays: count('Days in which a school is to report'),
    extendedStudy: oneOf(
      ['paid', 'by-decision'], 'Whether study beyond the years of the education is paid',
    ),
    supportLasts: oneOf(
      ['twelve-months', 'two-terms'], 'How long support of programinriktat val is paid',
    ),
    checked: optional(shape({ position: position(), ore: ore() }, 'The check made before it was decided')),
  })),
  next,
  marks: shape(
    Object.fromEntries(Object.keys(settingMarks).map((setting) => [setting, text()])),
    'What each setting rests on: law [L], another source [S], or a proposal [P] to be confirmed',
  ),
});
