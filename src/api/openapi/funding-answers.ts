import { CLAIM_KINDS } from '../../domain/funding/claim-events.js';
import { fundingKinds, ITEMS } from '../../domain/funding/events.js';
import { count, day, id, instant, list, next, oneOf, optional, ore, shape, text } from './shape.js';

const share = shape({
  payer: optional(text('Who pays it; absent: the home municipality')), parts: count('Parts of the whole'),
}, 'Who pays what is left');

export const fundingDecisionsShape = shape({
  items: list(shape({
    id: id('Event that decided it, by which it is withdrawn'),
    type: oneOf(fundingKinds.map(({ type }) => type), 'What was decided'),
    validOn: day('First day that it decides'), until: optional(day('The day after the last')),
    reportedAt: optional(instant('When it was decided')), amendedAt: optional(instant()),
    municipality: optional(text('Whose decision')),
    percent: optional(count('How much of the price is paid; absent means all of it')),
    unit: optional(text('School unit whose place it is')),
    item: optional(oneOf(ITEMS, 'What is paid besides the price')), perYearOre: optional(ore()),
    remainder: optional(share), others: optional(list(share, 'Who else pays')),
    ground: optional(oneOf(['nordic', 'swede-abroad'], 'Why the state pays')),
    perTermOre: optional(ore('What may be claimed a term, where an amount was decided')),
    what: optional(text('What an extra cost was for')), ore: optional(ore('Of an extra cost, or a claim')),
    claim: optional(oneOf([...CLAIM_KINDS], 'What was claimed')),
    from: optional(day('First day that a claim is for')), to: optional(day('The day after the last')),
    reference: optional(text('Number of the application or case')),
    answers: optional(id('Event of the claim that is answered')),
    grantedOre: optional(ore('How much was granted')),
    reason: optional(text('Why, as a code')), source: text('What kind of source said so'),
  })),
  next,
});
