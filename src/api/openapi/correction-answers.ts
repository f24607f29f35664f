import type { TProperties } from '@sinclair/typebox';
import { ANSWERS, QUESTIONS } from '../../domain/attendance/correction-events.js';
import { REQUEST_STATES } from '../../domain/attendance/correction-requests.js';
import { day, flag, id, oneOf, orNull, pageOf, text } from './shape.js';

/** What a school was asked, whoever reads it. */
export const correctionFields: TProperties = {
  request: id('Event that asked, to name when it is answered or taken back'),
  asks: oneOf([...QUESTIONS], 'What is asked'), on: day('The day it is about'),
  askedOn: day('The day it was asked'),
  state: oneOf([...REQUEST_STATES],
    'Open until the school answers, or reports something of the person that is newer'),
};

export const answer = oneOf([...ANSWERS], 'What the school answered');
const isHidden = 'null for protected persons, where it is not the caller\'s own';

export const correctionRequestsShape = pageOf({
  person: id(), protected: flag('Whether the identity is protected'),
  name: orNull(text('`Family, Given`; null for protected persons, and where no source says')),
  unit: orNull(text(`School unit that is asked; ${isHidden}`)),
  municipality: orNull(text(`Municipality in whose name it is asked; ${isHidden}`)),
  ...correctionFields,
  answer: orNull(answer), answeredOn: orNull(day('The day of the answer')),
  reportedOn: orNull(day('The day on which the school last reported something newer')),
  since: day('First day of looking on which this is what one sees'),
  until: day('The day after the last of them'),
});
