import { PART_NAMES } from '../../domain/cost/grants.js';
import { priceShape, restsOnShape } from './explanation-answers.js';
import { count, day, list, oneOf, optional, ore, shape, text } from './shape.js';

const part = oneOf([...PART_NAMES], 'Kind of cost');

export const unitGrantsShape = shape({
  unit: text('School unit'), from: day('First day'), to: day('The day after the last'),
  lookedAt: day('The day one looks'),
  grants: list(shape({
    payer: text('Who grants'), principal: text('Independent principal'), studyPath: text(),
    item: optional(text('What is granted besides the price; absent for the basic amount')),
    days: count('Days of pupils'), ore: ore('What they come to'), price: optional(priceShape),
    parts: list(shape({
      part, perYearOre: optional(ore('Of the yearly price')), ore: ore('Of the amount'),
      restsOn: restsOnShape,
    }), 'The parts that are known'),
    undividedOre: ore('What is in the amount beside its parts, rounding too'),
    missing: list(part, 'Parts that must be possible to show (Upper Secondary Ordinance 13:10), not said'),
    notTold: list(part, 'Other parts that nobody has said'),
  })),
  total: shape({ days: count(), ore: ore() }),
});
