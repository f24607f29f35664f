import {
  claimAnswered, claimSent, extendedStudyDecided, extraCost, fundingWithdrawn,
} from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import {
  answerStateClaim, decideExtendedStudy, recordExtraCost, sendStateClaim, withdrawFundingDecision,
} from './decide.js';
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

describe('what is claimed of the state', () => {
  const sent = claimSent();
  const answered = claimAnswered({ answers: factId(1) });
  const { municipality: _copied, ...answer } = answered.data;
  const next = claimSent({ validOn: '2026-07-01', from: '2026-04-01', to: '2026-07-01' });

  test('is recorded for its days, and said again it is nothing new', () => {
    given().when(sendStateClaim, sent.data).then(sent);
    given(sent).when(sendStateClaim, sent.data).thenNothing();
    given(sent).when(sendStateClaim, next.data).then(next);
    given().when(recordExtraCost, extraCost().data).then(extraCost());
  });

  test('is claimed once for a day, unless the state refused it all', () => {
    const again = claimSent({ validOn: '2026-08-01', from: '2026-03-31', to: '2026-06-01' });
    given(sent).when(sendStateClaim, again.data).thenRefused('claimed-already', 'from');
    given(sent, answered).when(sendStateClaim, again.data).thenRefused('claimed-already', 'from');
    const refused = claimAnswered({ answers: factId(1), grantedOre: 0 });
    given(sent, refused).when(sendStateClaim, again.data).then(again);
    given(sent, fundingWithdrawn({ withdraws: factId(1) })).when(sendStateClaim, again.data).then(again);
    const costs = claimSent({ claim: 'extra-cost' });
    given(sent).when(sendStateClaim, costs.data).then(costs);
    given(costs).when(sendStateClaim, { ...costs.data, ore: 1 }).then(claimSent({ ...costs.data, ore: 1 }));
  });

  test('is answered once, with no more than was claimed; whose claim it was, the claim tells', () => {
    given(sent).when(answerStateClaim, answer).then(answered);
    given(sent, answered).when(answerStateClaim, answer).thenNothing();
    given(sent, answered).when(answerStateClaim, { ...answer, grantedOre: 0 })
      .thenRefused('decided-otherwise', 'answers');
    given(sent).when(answerStateClaim, { ...answer, grantedOre: 4_800_001 })
      .thenRefused('granted-more-than-claimed', 'grantedOre');
    given(sent, fundingWithdrawn({ withdraws: factId(1) })).when(answerStateClaim, answer)
      .thenRefused('claim-unknown', 'answers');
    given(extraCost()).when(answerStateClaim, answer).thenRefused('claim-unknown', 'answers');
  });

  test.each([
    [{ to: '2026-01-01' }, 'ends-before-it-begins', 'to'], [{ ore: 0 }, 'field-malformed', 'ore'],
    [{ claim: 'meals' }, 'field-malformed', 'claim'],
  ])('%j is refused', (more, code, field) => {
    given().when(sendStateClaim, { ...sent.data, ...more } as typeof sent.data).thenRefused(code, field);
  });

  test('holds with its answer, until that is withdrawn', () => {
    const shown = (...events: Parameters<typeof asFacts<typeof sent | typeof answered>>[0]) =>
      fundingOf(asFacts(events)).sent.map(({ id, ore, grantedOre }) => [id, ore, grantedOre]);
    expect(shown(sent, answered)).toEqual([[factId(1), 4_800_000, 3_200_000]]);
    const undone = fundingWithdrawn({ withdraws: factId(2) });
    const { sent: [waiting] } = fundingOf(asFacts([sent, answered, undone]));
    expect([waiting!.id, waiting!.grantedOre, waiting!.answeredOn])
      .toEqual([factId(1), undefined, undefined]);
  });
});
