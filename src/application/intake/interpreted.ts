import { Refusal } from '../../domain/shared/refusal.js';
import type { DeliveryFormat } from './delivery-formats.js';
import { isRefused, type LineRefusal, type ReadLine } from './reading/read-line.js';
import type { LineToWrite } from './writing/fact-writer.js';

/** A line as facts, or why it is refused. */
export type Interpreted = LineToWrite | LineRefusal;

export const isLegible = (line: Interpreted): line is LineToWrite => 'facts' in line;

/** What a line that could be read says, or which rule it breaks. */
export const interpreted = (line: ReadLine, { interpret }: DeliveryFormat): Interpreted => {
  if (isRefused(line)) return line;
  try {
    return { line: line.line, facts: interpret(line.value) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { line: line.line, code: error.code, field: error.field, rule: error.rule };
  }
};
