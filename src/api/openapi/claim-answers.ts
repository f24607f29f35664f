import { CLAIM_KINDS } from '../../domain/funding/claim-events.js';
import { pupil } from './answers.js';
import { day, id, list, oneOf, optional, ore, pageOf, shape, text } from './shape.js';

/** What is told of claims on the state. */

const look = {
  since: day('First day of looking on which this is what one sees (`lookedAt`)'),
  until: day('The day after the last of them'),
};
const municipality = text('Who claims: a municipality, or the principal of a school that the state pays');

export const stateClaimsShape = pageOf({
  person: pupil, on: day('The day it arises: the first of four weeks, of a term or of the days of a grant'),
  municipality, unit: text('School unit code'), principal: optional(text('Who is paid')), ...look, ore: ore(),
  kind: oneOf(
    [...CLAIM_KINDS], 'Four weeks begun, what an independent school is paid, an extra cost, or a term',
  ),
});

export const sentClaimsShape = pageOf({
  person: pupil, id: id('Event by which it was claimed'), municipality, claim: oneOf([...CLAIM_KINDS]),
  from: day('First day that it is for'), to: day('The day after the last'), ore: ore('How much was claimed'),
  reference: optional(text('Number of the application or case')), sentOn: day('The day it was sent'),
  answeredOn: optional(day('The day of the answer; absent while there is none')),
  grantedOre: optional(ore('How much was granted; none where it was refused')),
  reason: optional(text('Why not all of it, as a code')), ...look,
});

export const claimTotalsShape = shape({
  items: list(shape({
    municipality, ore: ore('What may be claimed'), claimedOre: ore('What was claimed'),
    waitingOre: ore('What was claimed and not answered yet'), paidOre: ore('What was granted'),
    refusedOre: ore('What was answered and not granted'),
    openOre: ore('What may be claimed and is neither granted nor refused'),
  })),
});
