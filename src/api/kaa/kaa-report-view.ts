import { type Draft, type FailureCount, totalsOf } from '../../application/kaa-report/draft.js';
import type { ReportAsked, YouthDifference } from '../../application/kaa-report/half-year-reports.js';
import { checkNamed } from '../../domain/kaa-report/checks.js';
import type { Layout } from '../../domain/kaa-report/layout.js';
import type { MadeReport } from '../../domain/kaa-report/state.js';
import { reportFileName } from '../../domain/kaa-report/write-file.js';

/** Reports as the API tells of them. */

export const layoutsView = (layouts: readonly Layout[]): object => ({
  items: layouts.map(({ name, standing, source, from, through, rows, columns }, index) => ({
    name, standing, source, from, through, rows, columns: columns.map((column) => column.name),
    ships: index === 0,
  })),
});

const explained = (failures: readonly FailureCount[]): object[] =>
  failures.map(({ check, persons }) => {
    const { rule, mend } = checkNamed(check);
    return { check, persons, rule, mend };
  });

export const draftView = (draft: Draft, { municipality, half }: ReportAsked): object => {
  const { failures, ...totals } = totalsOf(draft);
  const { position, layout: { name: layout, standing }, rules } = draft;
  return { municipality, half, position, layout, standing, ...totals, rules, failures: explained(failures) };
};

export const reportView = (made: MadeReport): object => {
  const { validOn: madeOn, madeAt, layout, failures, ...said } = made;
  return {
    ...said, layout: layout.name, standing: layout.standing, file: reportFileName(layout, made), madeOn,
    madeAt: new Date(madeAt).toISOString(), failures: explained(failures),
  };
};

/** Identity numbers are not shown, nor anything of persons whom the caller may not see. */
export const differencesView = (
  differences: readonly YouthDifference[], { layout }: MadeReport, maySeeProtected: boolean,
): object => {
  const numbers = new Set(layout.columns.filter(({ field }) => field === 'identity-number')
    .map(({ name }) => name));
  return {
    resendNeeded: differences.length > 0,
    items: differences.map(({ person, isProtected, change, columns }) => ({
      person, change,
      columns: isProtected && !maySeeProtected ? [] : columns.map(({ column, was, is }) =>
        (numbers.has(column) ? { column, was: null, is: null } : { column, was, is })),
    })),
  };
};
