import {
  begun, contacted, ended, equivalentEnded, issued, numberAdded, occupied, offered, registeredIn,
  schoolingOver,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { failing, reportOf, usualReporting } from '../../../test/support/reported.js';
import { youthFacts } from '../../../test/support/youth.js';
import { type RegisterEvent, SpellClosed, SpellOpened } from '../kaa/register-events.js';
import { event } from '../shared/event.js';
import { CHECK_NAMES, failuresOf } from './checks.js';
import { reportedYouth } from './reported-youth.js';

const leaver = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const FOURTH = factId(4);

const failingWith = (...more: Parameters<typeof reportOf>[0]) => failing(reportOf([...leaver, ...more]));

/** Whoever's register says so, whatever the facts say. */
const recorded = (more: Partial<RegisterEvent['data']>, born = '201001012382') => {
  const opened = event(SpellOpened, {
    validOn: '2026-06-12', municipality: '1480', spell: factId(800), revision: 1, from: '2026-06-12',
    began: 'moved-in', decidedBy: [],
  });
  const closed = event(SpellClosed, { ...opened.data, revision: 2, ...more });
  const facts = youthFacts(asFacts([numberAdded({ number: born }), opened, closed]));
  return failuresOf(reportedYouth(facts, usualReporting)!, CHECK_NAMES).map(({ check }) => check)
    .filter((check) => check !== 'register-agrees');
};

test('what is in order passes every check', () => {
  expect(failingWith(
    contacted({ occupation: 'none' }), offered(), begun({ offer: factId(5) }), ended({ offer: factId(5) }),
  )).toEqual([]);
});

test.each([
  ['none', []], ['a TF number', [numberAdded({ number: '20100101TF01', kind: 'temporary' })]],
  ['one that is malformed', [numberAdded({ number: '2010010123' })]],
])('a number that is %s', (_, numbers) => {
  const youth = reportOf([registeredIn({ municipality: '1480' }), schoolingOver(), ...numbers]);
  expect(failing(youth)).toEqual(['identity-number']);
});

test('a coordination number will do', () => {
  const number = numberAdded({ number: '200901872385', kind: 'coordination' });
  const youth = reportOf([registeredIn({ municipality: '1480' }), schoolingOver(), number]);
  expect(failing(youth)).toEqual([]);
});

test('who is 20 on the first day', () => {
  expect(recorded({ from: '2026-09-01' }, '200609012380')).toEqual(['under-20']);
  expect(recorded({ from: '2026-08-31' }, '200609012380')).toEqual([]);
});

test('contacts on days outside the register', () => {
  const outside = contacted({ validOn: '2026-08-20', occupation: 'none' });
  const away = [
    registeredIn({ municipality: '1481', validOn: '2026-08-01' }),
    registeredIn({ municipality: '1480', validOn: '2026-09-01' }),
  ];
  expect(failingWith(outside)).toEqual([]);
  const youth = reportOf([...leaver, outside, ...away]);
  expect(failuresOf(youth!, CHECK_NAMES)).toEqual([{ check: 'contact-in-spell', facts: [FOURTH] }]);
  expect(failuresOf(reportOf([...leaver, outside, ...away], { half: '2026H1' })!, CHECK_NAMES)).toEqual([]);
});

test('measures that began on days outside the register, while they go on', () => {
  const early = [offered({ validOn: '2026-06-01' }), begun({ validOn: '2026-06-11', offer: FOURTH })];
  expect(failingWith(...early)).toEqual(['measure-in-spell']);
  expect(failingWith(...early, ended({ validOn: '2026-06-30', offer: FOURTH }))).toEqual([]);
});

test('a measure that ended before it began', () => {
  const offer = offered({ validOn: '2026-07-01' });
  expect(failingWith(
    offer, begun({ validOn: '2026-08-02', offer: FOURTH }), ended({ validOn: '2026-08-01', offer: FOURTH }),
  )).toEqual(['measure-dates']);
  expect(failingWith(offer, ended({ validOn: '2026-08-01', offer: FOURTH }))).toEqual(['measure-dates']);
});

test.each([
  ['a day without a reason', { to: '2026-10-01' }], ['a reason without a day', { ended: 'died' }],
  ['a day before the first', { from: '2026-10-01', to: '2026-09-01', ended: 'died' }],
] as const)('a deregistration with %s', (_, more) => expect(recorded(more)).toContain('deregistration'));

test('"turned 20" on another day than the birthday', () => {
  const turned = { to: '2026-09-01', ended: 'turned-20' } as const;
  expect(recorded(turned, '200609022389')).toEqual(['birthday-20']);
  expect(recorded(turned, '200609012380')).toEqual([]);
});

test('"completed" without anything that shows it', () => {
  expect(recorded({ to: '2026-10-01', ended: 'completed' })).toEqual(['completion-shown']);
  expect(failingWith(issued({ validOn: '2026-10-01' }))).toEqual([]);
  expect(failingWith(equivalentEnded({ validOn: '2026-10-01' }))).toEqual([]);
});

test('two spells with a day in common', () => {
  const spell = (id: number, from: string) => event(SpellOpened, {
    validOn: from, municipality: '1480', spell: factId(id), revision: 1, from, began: 'moved-in',
    decidedBy: [],
  });
  const facts = asFacts([numberAdded(), spell(800, '2026-06-12'), spell(801, '2026-07-01')]);
  expect(failuresOf(reportedYouth(youthFacts(facts), usualReporting)!, ['spells-apart'])).toHaveLength(1);
});

test('a contact on whose day nobody said what the youth does', () => {
  expect(failingWith(contacted())).toEqual(['contact-occupation']);
  expect(failingWith(contacted(), occupied())).toEqual([]);
});

test('a register that is not what follows from the facts', () => {
  const facts = youthFacts(asFacts(leaver));
  const youth = reportedYouth(facts, usualReporting)!;
  expect([youth.spells, failing(youth)]).toEqual([[], ['register-agrees']]);
});

test('only the checks that are asked for', () => {
  expect(failuresOf(reportOf([...leaver, contacted()])!, ['identity-number'])).toEqual([]);
});
