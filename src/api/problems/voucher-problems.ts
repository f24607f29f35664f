import type { ProblemType } from './problem-type.js';

/** Of layouts by which settlements are booked. */
export const voucherProblems = {
  'account-missing': {
    status: 422, title: 'The layout has no account for some amounts',
    advice: 'Add a rule that fits them; one without an account says that such amounts are not booked.',
  },
  'dimension-twice': {
    status: 422, title: 'The layout names a dimension twice', advice: 'Name each dimension once.',
  },
  'dimension-object-unclear': {
    status: 422, title: 'The layout does not say which object of a dimension',
    advice: 'Give either `object`, the same for all amounts, or `of`, what each amount tells.',
  },
  'letter-not-in-file': {
    status: 422, title: 'A name has a letter that the file cannot have',
    advice: 'SIE files are in code page 437: å, ä, ö and é are there, others are not.',
  },
} as const satisfies Record<string, ProblemType>;
