import { enrolled, NORTH } from '../../../test/support/events.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import type { SchoolingEvent } from './events.js';
import { schoolingHistory } from './timelines.js';

describe('an enrolment that its source changed', () => {
  const said = { validOn: '2025-10-01', reportedAt: '2025-10-06T08:00:00Z' };
  const changed = { ...said, amendedAt: '2025-11-03T08:00:00Z' };
  const pathsIn = (...events: SchoolingEvent[]): { main: string[]; beside: string[] } => {
    const { stays, beside } = schoolingHistory(asFacts(events), []).timelines.at(-1)!;
    return {
      main: stays.flatMap(({ spans }) => spans.map(({ from, studyPath }) => `${studyPath} ${from}`)),
      beside: beside.map(({ unit, from, spans: [span] }) => `${unit} ${span!.studyPath} ${from}`),
    };
  };

  test('to another programme than was studied already is an enrolment on two, as if first said so', () => {
    const first = enrolled(said);
    const last = enrolled({ ...changed, studyPath: 'TE' });
    const onTwo = { main: ['NA 2025-08-18', 'TE 2025-10-01'], beside: [`${NORTH} NA 2025-10-01`] };
    expect(pathsIn(enrolled(), enrolled({ ...said, studyPath: 'TE' }))).toEqual(onTwo);
    expect(pathsIn(enrolled(), first, last)).toEqual(onTwo);
  });

  test('back to what was studied already is on one', () => {
    const first = enrolled({ ...said, studyPath: 'TE' });
    const last = enrolled({ ...changed, studyPath: 'NA' });
    expect(pathsIn(enrolled(), first, last)).toEqual({ main: ['NA 2025-08-18'], beside: [] });
  });
});
