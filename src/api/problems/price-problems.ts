import type { ProblemType } from './problem-type.js';

/** Of price lists. */
export const priceProblems = {
  'price-outside-its-year': {
    status: 422, title: 'The price holds from a day outside its year', advice: 'See `field`.',
  },
  'price-parts-impossible': {
    status: 422, title: 'A price cannot have these parts', advice: 'See `field`, and `detail` for the rule.',
  },
  'price-decrease-reaches-back': {
    status: 422, title: 'A grant to independent schools is lowered for days gone by',
    advice: 'Lower what remains to be paid, or say that it was decided earlier; see `detail`.',
  },
  'price-undated': {
    status: 422, title: 'The price would not hold, since it does not say when it was decided',
    advice: 'Say when it was decided, or withdraw the other price for the same key and day.',
  },
  'price-twice': {
    status: 422, title: 'The list has two prices for one key and day',
    advice: 'Keep the right one; `field` names the second.',
  },
  'price-gap': {
    status: 422, title: 'The list leaves days without a price between two of one key',
    advice: 'Let a price begin where the one before it ends; `field` names the later one.',
  },
  'prices-overlap': {
    status: 422, title: 'The list has two prices of one key for some days',
    advice: 'Let a price begin where the one before it ends; `field` names the later one.',
  },
  'price-owner-unclear': {
    status: 422, title: 'Whose price it is cannot be told',
    advice: 'Give an `owner` with the basis `own` or `agreement`, and with no other.',
  },
  'price-too-high': {
    status: 422, title: 'The price is too high to be one', advice: 'Write öre per pupil and year.',
  },
  'programme-unknown': {
    status: 422, title: 'No programme is known by that code',
    advice: 'Mend the code; one that is not known yet can be priced for a school unit.',
  },
  'study-path-too-short': {
    status: 422, title: 'One letter is no study path',
    advice: 'Write a programme, more of a path, or nothing.',
  },
} as const satisfies Record<string, ProblemType>;
