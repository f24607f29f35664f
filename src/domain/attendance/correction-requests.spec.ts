import fc from 'fast-check';
import { shuffled } from '../../../test/properties/arbitraries.js';
import {
  correctionAnswered, correctionAsked, correctionRequestWithdrawn, disputeDecided, documentWithdrawn,
  enrolled, issued, NORTH, schoolingWithdrawn, seenOnRoll, SOUTH, transferred,
} from '../../../test/support/events.js';
import { asRecorded, recordedOn } from '../../../test/support/folded.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { kindOf } from '../catalogue.js';
import type { Event } from '../shared/event.js';
import type { Fact, FactTimes } from '../shared/fact-order.js';
import { standing } from '../shared/standing.js';
import { correctionRequestsOf, hear, nothingHeard } from './correction-requests.js';
import type { AttendanceEvent } from './events.js';

type Said = Event<string, FactTimes>;
type Recorded = Fact & { readonly on?: string };

const requestsFrom = (facts: readonly Recorded[]) => {
  const heard = nothingHeard();
  for (const fact of facts) hear(heard, asRecorded(fact));
  const said = new Map(facts.map(({ id, event }) => [id, event.data]));
  const attendance = facts.filter(({ event }) => kindOf(event.type).category === 'attendance');
  return correctionRequestsOf(standing(attendance as Fact<AttendanceEvent>[]), heard, (id) => said.get(id));
};

/** In the order of the list, each recorded on the day after the one before, from 2026-09-01 on. */
const oneADay = (...events: readonly Said[]): Recorded[] => asFacts(events).map((fact, index) =>
  recordedOn(fact, `2026-09-${String(index + 1).padStart(2, '0')}`));
const written = (...events: readonly Said[]): string[] => requestsFrom(oneADay(...events))
  .map(({ state, answer, answeredOn, reportedOn }) =>
    [state, answer, answeredOn, reportedOn && `reported ${reportedOn}`].filter(Boolean).join(' '));

const ASKED = factId(1);

test('a question says who is asked what of which day, and when; it is open until something comes', () => {
  expect(requestsFrom(oneADay(correctionAsked({ validOn: '2026-08-20' })))).toEqual([{
    request: ASKED, unit: NORTH, municipality: '1480', asks: 'is-a-pupil-there', on: '2026-08-20',
    askedOn: '2026-09-01', state: 'open',
  }]);
});

describe('it is answered', () => {
  test('by an answer, until that is withdrawn', () => {
    const answered = correctionAnswered({ request: ASKED, validOn: '2026-09-02' });
    expect(written(correctionAsked(), answered)).toEqual(['answered as-reported 2026-09-02']);
    expect(written(correctionAsked(), correctionAnswered({ request: factId(9) }))).toEqual(['open']);
  });

  test('by whatever the school reports of the person afterwards, of whatever day', () => {
    const reports = [
      enrolled({ validOn: '2020-08-17' }), issued({ unit: NORTH }), transferred({ fromUnit: NORTH }),
    ];
    for (const report of reports) {
      expect(written(correctionAsked(), report)).toEqual(['answered reported 2026-09-02']);
    }
    expect(written(correctionAsked(), ...reports)).toEqual(['answered reported 2026-09-04']);
  });

  test('by what it takes back afterwards, or says again', () => {
    const withdrawn = schoolingWithdrawn({ withdraws: factId(1) });
    expect(written(enrolled(), correctionAsked(), withdrawn)).toEqual(['answered reported 2026-09-03']);
    expect(written(issued({ unit: NORTH }), correctionAsked(), documentWithdrawn({ withdraws: factId(1) })))
      .toEqual(['answered reported 2026-09-03']);
    expect(written(enrolled(), withdrawn, correctionAsked(), schoolingWithdrawn({ withdraws: factId(2) })))
      .toEqual(['answered reported 2026-09-04']);
  });

  test('not by what came before, of another school, or is no report of it', () => {
    expect(written(enrolled(), correctionAsked())).toEqual(['open']);
    const others = [
      enrolled({ unit: SOUTH }), disputeDecided({ unit: NORTH }), seenOnRoll(), issued(),
      schoolingWithdrawn({ withdraws: factId(2) }),
    ];
    expect(written(correctionAsked(), ...others)).toEqual(['open']);
  });
});

test('one that two records of a person have is one, and answered by what answers either', () => {
  const twice = [correctionAsked(), correctionAsked()];
  expect(written(...twice)).toEqual(['open']);
  for (const request of [factId(1), factId(2)]) {
    expect(written(...twice, correctionAnswered({ request, validOn: '2026-09-03' })))
      .toEqual(['answered as-reported 2026-09-03']);
  }
});

test('one that is taken back is none', () => {
  expect(written(correctionAsked(), correctionRequestWithdrawn({ withdraws: ASKED }))).toEqual([]);
});

test('it plays no part in which order it is read', () => {
  const all = oneADay(
    enrolled({ validOn: '2026-08-17' }), correctionAsked(), correctionAsked({ unit: SOUTH }),
    schoolingWithdrawn({ withdraws: factId(1), validOn: '2026-08-17' }), enrolled({ unit: SOUTH }),
    correctionAsked({ asks: 'right-days' }), correctionAnswered({ request: factId(6) }),
  );
  expect(requestsFrom(all)).toHaveLength(3);
  fc.assert(fc.property(shuffled(fc.constant(all)), ([one, other]) => {
    expect(requestsFrom(other)).toEqual(requestsFrom(one));
  }), { numRuns: 30 });
});
