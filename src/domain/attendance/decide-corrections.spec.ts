import {
  absent, correctionAnswered, correctionAsked, correctionRequestWithdrawn, SOUTH, withdrawnAttendance,
} from '../../../test/support/events.js';
import { factId, given, refusalOf } from '../../../test/support/given-when-then.js';
import { withdrawAttendanceFact } from './decide.js';
import {
  answerCorrection, askCorrection, mustBeAskable, withdrawCorrectionRequest,
} from './decide-corrections.js';

const { data: question } = correctionAsked();
const { unit: _unit, municipality: _of, ...answer } = correctionAnswered({ request: factId(1) }).data;
const undo = { withdraws: factId(1), source: 'case-worker', reason: 'wrong-school' } as const;

describe('a municipality asks', () => {
  test('by a code and of a day, and the same again is nothing new', () => {
    given().when(askCorrection, question).then(correctionAsked());
    given(correctionAsked()).when(askCorrection, question).thenNothing();
    given(correctionAsked()).when(askCorrection, { ...question, unit: SOUTH })
      .then(correctionAsked({ unit: SOUTH }));
  });

  test('nothing that there is no code for', () => {
    given().when(askCorrection, { ...question, asks: 'why' as 'right-days' })
      .thenRefused('field-malformed', 'asks');
    given().when(askCorrection, { ...question, note: 'free text' } as typeof question)
      .thenRefused('field-unknown');
  });

  test('and takes it back, which the school cannot do; nor does the municipality take back a report', () => {
    const withdrawal = correctionRequestWithdrawn({
      validOn: question.validOn, withdraws: factId(1), reason: 'wrong-school',
    });
    given(correctionAsked()).when(withdrawCorrectionRequest, undo).then(withdrawal);
    given(correctionAsked()).when(withdrawAttendanceFact, undo)
      .thenRefused('nothing-to-withdraw', 'withdraws', /whoever asked/);
    given(correctionAsked(), withdrawal).when(withdrawAttendanceFact, { ...undo, withdraws: factId(2) })
      .thenRefused('nothing-to-withdraw', 'withdraws', /whoever asked/);
    given(absent()).when(withdrawCorrectionRequest, undo)
      .thenRefused('nothing-to-withdraw', 'withdraws', /What a school reported/);
  });
});

describe('the school answers', () => {
  test('what stands, and the answer is of the unit and to the municipality of the question', () => {
    given(correctionAsked()).when(answerCorrection, answer)
      .then(correctionAnswered({ request: factId(1) }));
    given(correctionAsked(), correctionAnswered({ request: factId(1) }))
      .when(answerCorrection, answer).thenNothing();
  });

  test('either of two that say the same, of records that became one, and one answer is enough', () => {
    for (const request of [factId(1), factId(2)]) {
      given(correctionAsked(), correctionAsked()).when(answerCorrection, { ...answer, request })
        .then(correctionAnswered({ request }));
      given(correctionAsked(), correctionAsked(), correctionAnswered({ request: factId(1) }))
        .when(answerCorrection, { ...answer, request, answer: 'cannot-tell' })
        .thenRefused('correction-answered', 'request');
    }
  });

  test('nothing that nobody asked, or asks no more', () => {
    given().when(answerCorrection, answer).thenRefused('correction-request-unknown', 'request');
    given(absent()).when(answerCorrection, answer).thenRefused('correction-request-unknown', 'request');
    given(correctionAsked(), correctionRequestWithdrawn({ withdraws: factId(1) }))
      .when(answerCorrection, answer).thenRefused('correction-request-unknown', 'request');
  });

  test('otherwise only once the answer that stands is withdrawn', () => {
    const first = correctionAnswered({ request: factId(1) });
    const otherwise = { ...answer, answer: 'cannot-tell' } as const;
    given(correctionAsked(), first).when(answerCorrection, otherwise)
      .thenRefused('correction-answered', 'request');
    given(correctionAsked(), first, withdrawnAttendance({ withdraws: factId(2) }))
      .when(answerCorrection, otherwise)
      .then(correctionAnswered({ request: factId(1), answer: 'cannot-tell' }));
  });
});

describe('of which school', () => {
  const asked = { hasReported: false, isRegistered: true, isProtected: false };
  const refused = (...args: Parameters<typeof mustBeAskable>): string =>
    refusalOf(() => mustBeAskable(...args)).code;

  test('of one that reported the person, anything', () => {
    mustBeAskable('right-days', { hasReported: true, isRegistered: false, isProtected: true });
  });

  test('of another in the register only what needs no report', () => {
    mustBeAskable('is-a-pupil-there', asked);
    mustBeAskable('has-final-document', asked);
    for (const asks of ['began-elsewhere', 'right-person', 'right-days', 'right-study-path'] as const) {
      expect(refused(asks, asked)).toBe('unit-without-pupil');
    }
  });

  test('of another nothing on a protected person, and of none that is in no register', () => {
    expect(refused('is-a-pupil-there', { ...asked, isProtected: true })).toBe('unit-without-pupil');
    expect(refused('is-a-pupil-there', { ...asked, isRegistered: false })).toBe('unit-unknown');
  });
});
