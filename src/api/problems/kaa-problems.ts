import type { ProblemType } from './problem-type.js';

/** What can be wrong with what follow-up officers and schools say of youths. */
export const kaaProblems = {
  'whose-word-unclear': {
    status: 422, title: 'It is not clear who looked into the sign',
    advice: 'Send either the school unit or the municipality, not both.',
  },
  'sign-unknown': {
    status: 422, title: 'No sign of the person rests on that',
    advice: 'Send `evidence` as the sign names it now: all that it rests on, and nothing else.',
  },
  'unit-unknown': {
    status: 422, title: 'There is no such school unit',
    advice: 'Write the code of a unit in the register of schools, or of one that reported the person.',
  },
  'unit-without-pupil': {
    status: 422, title: 'The school unit has reported nothing of the person',
    advice: 'Ask a unit that has. Any other can be asked whether the person is a pupil there or has a final '
      + 'document, unless the person is protected.',
  },
  'correction-request-unknown': {
    status: 422, title: 'Nobody asked that', advice: 'See `request` of `GET /v1/correction-requests`.',
  },
  'correction-answered': {
    status: 409, title: 'The question is answered otherwise already',
    advice: 'Withdraw that answer first, by an attendance-withdrawal.',
  },
  'due-before-it-is-set': {
    status: 422, title: 'The reminder is due before the day it is set',
    advice: 'Correct one of the two days.',
  },
  'measure-not-offered-yet': {
    status: 422, title: 'The measure was not offered yet on that day',
    advice: 'Correct the day, or withdraw the offer and make it with the right one.',
  },
  'plan-empty': {
    status: 422, title: 'The plan says nothing',
    advice: 'Send a goal, what somebody does, when the effort begins or ends, why it ended, or follow-ups.',
  },
  'municipality-unknown': {
    status: 422, title: 'No municipality has that code',
    advice: 'Write the code of one of the 290 municipalities; a pseudo code is none of them.',
  },
  'step-named-twice': {
    status: 422, title: 'A step of the routine is named twice',
    advice: 'Name each way of reaching a youth once.',
  },
  'position-unknown': {
    status: 422, title: 'The ledger has not come to what was seen',
    advice: 'Send `through` of the list that was shown.',
  },
  'number-not-coordination': {
    status: 422, title: 'The number is no coordination number', advice: 'Name one, or leave this out.',
  },
  'nothing-described': {
    status: 422, title: 'Nothing is said of the coordination number',
    advice: 'Send `identityLevel` or `dormant`.',
  },
} as const satisfies Record<string, ProblemType>;
