import type { FactEvent } from '../../../test/support/caseload-of.js';
import {
  enrolled, named, NORTH, numberAdded, personFactWithdrawn, protectionSet, toldApart,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { readModelOf } from '../../../test/support/read-models.js';
import { caseload } from './caseload.js';
import { type CaseloadFilter, CaseloadQueries } from './queries.js';

const temporary = (number = '20100101TF01') => numberAdded({ number, kind: 'temporary' });

/** By person: whom each of them may be, and how the births agree. */
const foundAmong = async (
  lives: Record<string, readonly FactEvent[]>, filter: Partial<CaseloadFilter> = {},
): Promise<Record<string, string[]>> => {
  const entries = Object.entries(lives).map(([person, facts]) => [person, asFacts(facts)]);
  const model = await readModelOf(caseload, Object.fromEntries(entries));
  const queries = new CaseloadQueries(model);
  const found: Record<string, string[]> = {};
  for (let after: string | undefined; ;) {
    const asked = { lookedAt: '2026-06-01', ...filter };
    const { items, next } = await queries.lookalikes(asked, { sort: 'nameKey', limit: 1, after });
    for (const { document: { person, others } } of items) {
      found[person] = others.map((other) => `${other.person} ${other.birth}`);
    }
    if (next === undefined) break;
    after = next;
  }
  await model.close();
  return found;
};

const known = [named(), numberAdded()];

test('somebody with a temporary number is found with whoever has that name and birth', async () => {
  const lives = {
    known, met: [named({ givenName: 'ALVA Maria' }), temporary()],
    otherDay: [named(), temporary('20100102TF01')], otherName: [named({ familyName: 'Alm' }), temporary()],
    asylum: [named(), numberAdded({ number: 'LMA123456', kind: 'asylum' })],
  };
  expect(await foundAmong(lives)).toEqual({
    met: ['asylum unknown', 'known same'], otherDay: ['asylum unknown'],
    asylum: ['known unknown', 'met unknown', 'otherDay unknown'],
  });
});

test('nobody is, once they have a personal number too', async () => {
  expect(await foundAmong({ known, met: [named(), temporary(), numberAdded({ number: '201001012390' })] }))
    .toEqual({});
});

test('those told apart are ticked off, of whichever it was said, until it is withdrawn', async () => {
  const met = [named(), temporary()];
  expect(await foundAmong({ known, met: [...met, toldApart({ other: 'known' })] })).toEqual({});
  expect(await foundAmong({ known: [...known, toldApart({ other: 'met' })], met })).toEqual({});
  const undone = personFactWithdrawn({ validOn: '2026-01-01', withdraws: factId(3) });
  expect(await foundAmong({ known, met: [...met, toldApart({ other: 'known' }), undone] }))
    .toEqual({ met: ['known same'] });
});

test('who is protected is found on neither side', async () => {
  const hidden = protectionSet({ protection: 'secrecy-marking' });
  expect(await foundAmong({ known: [...known, hidden], met: [named(), temporary()] })).toEqual({});
  expect(await foundAmong({ known, met: [named(), temporary(), hidden] })).toEqual({});
});

test('a school asks of its own pupils', async () => {
  const met = [named(), temporary(), enrolled()];
  expect(await foundAmong({ known, met }, { units: [NORTH] })).toEqual({ met: ['known same'] });
  expect(await foundAmong({ known, met }, { units: ['10000009'] })).toEqual({});
});
