import {
  droppedOut, enrolled, NORTH, placed, removed, schoolingWithdrawn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import type { SchoolingEvent } from './events.js';
import { standingSchooling } from './standing.js';

/**
 * What removals come to, by places in the list: `2→1` means that the second removes the first. The answer is
 * the same for the list turned round.
 */
const outcomeOf = (...events: readonly SchoolingEvent[]): string[] => {
  const facts = asFacts(events);
  const place = (id: string): number => Number(id.slice(-12));
  const [forth, back] = [facts, facts.toReversed()].map((all) => {
    const { removed: gone, waiting, facts: left } = standingSchooling(all);
    return [
      ...[...gone].map(([removal, target]) => `${place(removal)}→${place(target)}`),
      ...waiting.map(({ fact, because }) => `${place(fact.id)} waits: ${because}`),
      `left: ${left.map(({ id }) => place(id)).join(' ') || 'nothing'}`,
    ];
  });
  expect(back).toEqual(forth);
  return forth!;
};

const at = (day: string): string => `2025-${day}T08:00:00Z`;

describe('a removal that names no fact (ELIN 500, 501, 502)', () => {
  test('removes the fact of its kind at its unit with its date', () => {
    expect(outcomeOf(
      enrolled({ validOn: '2025-08-18' }), enrolled({ validOn: '2025-08-25' }),
      removed({ validOn: '2025-08-18' }),
    )).toEqual(['3→1', 'left: 2']);
  });

  test('removes the latest at its unit if none has its date', () => {
    expect(outcomeOf(
      enrolled({ validOn: '2025-08-18' }), enrolled({ validOn: '2025-08-25' }),
      removed({ validOn: '2025-09-01' }),
    )).toEqual(['3→2', 'left: 1']);
  });

  test('removes of two with its date the one said last', () => {
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-20') }), enrolled({ reportedAt: at('08-21'), studyPath: 'TE' }),
      removed({ reportedAt: at('09-01') }),
    )).toEqual(['3→2', 'left: 1']);
  });

  test('never guesses between two that are equally late', () => {
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-20') }), enrolled({ reportedAt: at('08-20'), studyPath: 'TE' }),
      removed({ reportedAt: at('09-01') }),
    )).toEqual(['3 waits: several-equally-late', 'left: 1 2']);
  });

  test.each([
    ['at another unit', enrolled({ unit: SOUTH })],
    ['of another kind', droppedOut({ validOn: '2025-08-18' })],
    ['said after it', enrolled({ reportedAt: at('09-02') })],
  ])('leaves alone what is %s, and waits', (_, other) => {
    expect(outcomeOf(other, removed({ reportedAt: at('09-01') })))
      .toEqual(['2 waits: nothing-to-remove', 'left: 1']);
  });

  test('reaches a fact that was said in the same moment', () => {
    expect(outcomeOf(enrolled({ reportedAt: at('09-01') }), removed({ reportedAt: at('09-01') })))
      .toEqual(['2→1', 'left: nothing']);
  });

  test('takes a summer placement for an enrolment, since they share a type', () => {
    expect(outcomeOf(placed(), enrolled(), removed({ validOn: '2025-07-01' }))).toEqual(['3→1', 'left: 2']);
  });

  test.each([
    ['dropout' as const, droppedOut({ unit: NORTH })], ['transfer' as const, transferred({ unit: NORTH })],
  ])('of a %s removes one', (removes, target) => {
    expect(outcomeOf(enrolled(), target, removed({ removes, validOn: target.data.validOn })))
      .toEqual(['3→2', 'left: 1']);
  });

  test('takes what an earlier removal left: two remove two', () => {
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-20') }), enrolled({ reportedAt: at('08-21'), schoolYear: '1' }),
      removed({ reportedAt: at('09-01') }), removed({ reportedAt: at('09-02') }),
    )).toEqual(['3→2', '4→1', 'left: nothing']);
  });

  test('removes what its source changed in between, with all it said before', () => {
    const changed = { reportedAt: at('08-20'), amendedAt: at('08-27') };
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-20') }), enrolled({ ...changed, studyPath: 'TE' }),
      removed({ reportedAt: at('09-01') }),
    )).toEqual(['3→2', 'left: nothing']);
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-19') }), enrolled(changed), removed({ reportedAt: at('09-01') }),
    )).toEqual(['3→2', 'left: 1']);
  });

  test('never guesses which of two it was that its source changed', () => {
    const said = { reportedAt: at('08-20') };
    expect(outcomeOf(
      enrolled(said), enrolled({ ...said, studyPath: 'TE' }), enrolled({ ...said, amendedAt: at('08-27') }),
      removed({ reportedAt: at('09-01') }),
    )).toEqual(['4 waits: several-equally-late', 'left: 1 2 3']);
  });

  test('removes an enrolment and not the summer placement registered with it', () => {
    const together = { validOn: '2025-07-01', reportedAt: at('06-25') };
    expect(outcomeOf(
      placed(together), enrolled(together), enrolled({ ...together, amendedAt: at('06-26') }),
      removed({ validOn: '2025-07-01', reportedAt: at('07-02') }),
    )).toEqual(['4→3', 'left: 1']);
  });

  test('that its source changed in between removes once', () => {
    const removal = { reportedAt: at('09-01') };
    expect(outcomeOf(
      enrolled({ validOn: '2025-08-11' }), enrolled(), removed(removal),
      removed({ ...removal, amendedAt: at('09-05') }),
    )).toEqual(['3→2', '4→2', 'left: 1']);
  });

  test('does not remove the enrolment that came in its place', () => {
    expect(outcomeOf(
      enrolled({ reportedAt: at('08-20') }), removed({ reportedAt: at('09-01') }),
      enrolled({ reportedAt: at('09-03') }),
    )).toEqual(['2→1', 'left: 3']);
  });
});

describe('a withdrawal that names its target', () => {
  test('goes before removals: what is withdrawn is not there to be removed', () => {
    expect(outcomeOf(
      enrolled({ validOn: '2025-08-18' }), enrolled({ validOn: '2025-08-11' }), removed(),
      schoolingWithdrawn({ withdraws: factId(1) }),
    )).toEqual(['3→2', 'left: nothing']);
  });

  test('of a removal lets stand what it removed', () => {
    expect(outcomeOf(enrolled(), removed(), schoolingWithdrawn({ withdraws: factId(2) })))
      .toEqual(['left: 1']);
  });
});
