import { Refusal } from '../../../domain/shared/refusal.js';

/**
 * Runs the domain's rules on what a row says; where they name a field of the event, the refusal names the
 * column.
 */
export const inColumns = <T>(
  columns: Readonly<Record<string, string>>, within: string, rules: () => T,
): T => {
  try {
    return rules();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const field = error.field?.replace(within, '');
    throw new Refusal(error.code, field && (columns[field] ?? field), error.rule);
  }
};
