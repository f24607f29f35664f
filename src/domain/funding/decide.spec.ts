import { extendedStudyDecided, fundingWithdrawn } from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { decideExtendedStudy, withdrawFundingDecision } from './decide.js';
import { fundingOf } from './state.js';

const source = 'case-worker';
const decided = extendedStudyDecided({ until: '2026-07-01' });
const lessLater = extendedStudyDecided({ validOn: '2026-01-01', percent: 60 });

test('what is decided is recorded, and said again it is nothing new', () => {
  given().when(decideExtendedStudy, decided.data).then(decided);
  given(decided).when(decideExtendedStudy, decided.data).thenNothing();
});

test('what is decided of a day stands until it is withdrawn', () => {
  given(decided).when(decideExtendedStudy, lessLater.data).thenRefused('decided-otherwise', 'validOn');
  const undone = fundingWithdrawn({ withdraws: factId(1) });
  given(decided).when(withdrawFundingDecision, { source, withdraws: factId(1) }).then(undone);
  given(decided, undone).when(decideExtendedStudy, lessLater.data).then(lessLater);
});

test('another municipality decides for itself, and the same one for other days', () => {
  const ofOther = extendedStudyDecided({ municipality: '1481' });
  given(decided).when(decideExtendedStudy, ofOther.data).then(ofOther);
  const next = extendedStudyDecided({ validOn: '2026-07-01' });
  given(decided).when(decideExtendedStudy, next.data).then(next);
});

test.each([
  [{ until: '2025-07-01' }, 'ends-before-it-begins', 'until'],
  [{ percent: 100 }, 'field-malformed', 'percent'],
  [{ reason: 'Told me so' }, 'field-malformed', 'reason'],
])('%j is refused', (more, code, field) => {
  given().when(decideExtendedStudy, { ...decided.data, ...more }).thenRefused(code, field);
});

describe('what holds', () => {
  const shown = (...events: Parameters<typeof asFacts<typeof decided>>[0]) =>
    fundingOf(asFacts(events)).extended.map(({ from, to, percent }) => [from, to, percent]);

  test('of two for one day, as persons have who turn out to be one, is what was decided last', () => {
    const early = extendedStudyDecided({ ...decided.data, reportedAt: '2025-08-01T08:00:00Z' });
    const late = extendedStudyDecided({ ...lessLater.data, reportedAt: '2025-08-02T08:00:00Z' });
    const both = [['2025-07-01', '2026-01-01', 100], ['2026-01-01', '9999-12-31', 60]];
    expect([shown(early, late), shown(late, early)]).toEqual([both, both]);
  });

  test('is nothing once it is withdrawn', () => {
    expect(fundingOf(asFacts([decided, fundingWithdrawn({ withdraws: factId(1) })])).extended).toEqual([]);
  });
});
