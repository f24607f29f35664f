import type { TProperties } from '@sinclair/typebox';
import { FAILING_CHECKS } from '../../domain/kaa-report/checks.js';
import { rulesFields } from './kaa-answers.js';
import {
  count, day, flag, id, instant, list, next, oneOf, optional, orNull, position, shape, text,
} from './shape.js';

/** What the routes of half-year reports answer. */

const standing = oneOf(['assumed', 'given'], 'Whether the layout is made up, or the true one');
const half = text('Half-year, as `2026H1`');
const check = oneOf([...FAILING_CHECKS], 'Check');

export const layoutsShape = shape({
  items: list(shape({
    name: text(), standing, source: text('Where it is from'), from: text('First half-year it is for'),
    through: optional(text('Last half-year it is for')), rows: text('What a row is about'),
    columns: list(text(), 'Names of the columns'), ships: flag('Whether it came with the product'),
  }), 'The one that counts last stands last'),
});

const totals: TProperties = {
  municipality: text('Municipality code'), half, position: position('What was known there is in it'),
  layout: text('Layout by name'), standing, persons: count('Youths in it'), rows: count(),
  leftOut: count('Protected persons whom the layout leaves out'),
  protectedPersons: count('Protected persons in it'),
};

const failures = list(shape({
  check, persons: count('How many youths fail it'), rule: text('What must be'), mend: text('How to mend it'),
}));

const rules = list(
  shape({ from: day('First day of the half-year on which they hold'), ...rulesFields }),
  'By which it is told who is in the target group',
);

export const reportDraftShape = shape({ ...totals, failures, rules });

const report: TProperties = {
  report: id(), ...totals, file: text('Name of the file'), madeOn: day(), madeAt: instant(),
  madeBy: text('Actor id'), digest: text('SHA-256 of the file'),
  failures, rules: optional(rules),
  decision: optional(text('Decision by which it was made although checks fail')),
  isReplaced: flag('A later one of the same half-year takes its place'),
};
export const reportShape = shape(report);
export const reportsShape = shape({ items: list(reportShape), next });

export const reportDifferencesShape = shape({
  resendNeeded: flag('Whether a new report would say anything else'),
  items: list(shape({
    person: id(), change: oneOf(['added', 'removed', 'changed'], 'What would become of a row'),
    columns: list(shape({
      column: text(), was: orNull(text('What stands in the report; null of identity numbers')),
      is: orNull(text('What would stand there now; null of identity numbers')),
    }), 'None for protected persons, if the caller may not see them'),
  })),
});
