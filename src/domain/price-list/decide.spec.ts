import { factId, given } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import { kronor } from '../shared/money.js';
import { type PublishedPrice, publishPrices, withdrawPrice } from './decide.js';
import { PricePublished, PriceWithdrawn } from './events.js';

const natural: PublishedPrice = {
  validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA' },
  perYearOre: kronor(111_300), standing: 'decided', origin: 'SKOLFS 2026:7',
};
const technical: PublishedPrice = { ...natural, key: { ...natural.key, studyPath: 'TE' } };
const published = (price: PublishedPrice) => event(PricePublished, price);
const withdrawn = event(PriceWithdrawn, {
  validOn: '2026-02-01', key: natural.key, withdraws: factId(1),
});

describe('publishing prices', () => {
  test('adds those the list does not have', () => {
    given(published(natural)).when(publishPrices, [natural, technical]).then(published(technical));
  });

  test('takes a price that was only read elsewhere for the same', () => {
    given(published(natural)).when(publishPrices, [{ ...natural, origin: 'a copy' }]).thenNothing();
  });

  test('records another amount for the same key and day beside the first', () => {
    const corrected = { ...natural, perYearOre: kronor(111_301) };
    given(published(natural)).when(publishPrices, [corrected]).then(published(corrected));
  });

  test('publishes anew what was withdrawn', () => {
    given(published(natural), withdrawn).when(publishPrices, [natural]).then(published(natural));
  });
});

describe('a list with an impossible price is refused whole, by the place in the list', () => {
  const refused = (price: PublishedPrice, code: string, field: string) =>
    given().when(publishPrices, [technical, price]).thenRefused(code, `prices.1.${field}`);

  test('one that holds from another year', () => {
    refused({ ...natural, validOn: '2025-12-31' }, 'price-outside-its-year', 'validOn');
  });

  test('one for a study path of one letter, which would match nothing', () => {
    refused({ ...natural, key: { ...natural.key, studyPath: 'N' } }, 'study-path-too-short', 'key.studyPath');
  });

  test('one for a programme that nobody is known to write so, unless a school unit says what it is', () => {
    const unknown = { ...natural.key, studyPath: 'QQNAT' };
    refused({ ...natural, key: unknown }, 'programme-unknown', 'key.studyPath');
    const known = ['', 'IMVHT', 'HRHOT'].map((studyPath) => ({ studyPath }));
    for (const more of [{ unit: '10000001' }, ...known]) {
      const price = { ...natural, key: { ...unknown, ...more } };
      given().when(publishPrices, [price]).then(published(price));
    }
  });

  test.each<[string, Partial<PublishedPrice['key']>]>([
    ['one that is somebody\'s own, and nobody says whose', { basis: 'own' }],
    ['one of an agreement that is not named', { basis: 'agreement' }],
    ['one of the national list that is somebody\'s', { basis: 'national', owner: '1480' }],
    ['one for anyone that is somebody\'s', { owner: '1480' }],
  ])('%s', (_, key) => {
    refused({ ...natural, key: { ...natural.key, ...key } }, 'price-owner-unclear', 'key.owner');
  });

  test('one beyond what is reckoned exactly', () => {
    refused({ ...natural, perYearOre: 10 ** 12 + 1 }, 'price-too-high', 'perYearOre');
  });

  test('one of no öre, or of parts of them', () => {
    refused({ ...natural, perYearOre: 0 }, 'field-malformed', 'perYearOre');
    refused({ ...natural, perYearOre: 0.5 }, 'field-malformed', 'perYearOre');
  });

  test('one that comes twice, with two amounts or with one', () => {
    for (const second of [{ ...natural, perYearOre: 1 }, natural]) {
      given().when(publishPrices, [natural, technical, second])
        .thenRefused('price-twice', 'prices.2.perYearOre');
    }
    const path = `${natural.key.studyPath}000`; // zeros of empty positions make it no other key
    const again = { ...natural, perYearOre: 1, key: { ...natural.key, studyPath: path } };
    given().when(publishPrices, [natural, again]).thenRefused('price-twice', 'prices.1.perYearOre');
  });

  test('one for a principal of no kind', () => {
    const key = { ...natural.key, principal: 'state' as never };
    refused({ ...natural, key }, 'field-malformed', 'key.principal');
  });
});

describe('withdrawing a price', () => {
  test('names its key, so that what used it is found', () => {
    given(published(natural)).when(withdrawPrice, { validOn: '2026-02-01', withdraws: factId(1) })
      .then(withdrawn);
  });

  test('is nothing new for one that is withdrawn', () => {
    given(published(natural), withdrawn)
      .when(withdrawPrice, { validOn: '2026-03-01', withdraws: factId(1) })
      .thenNothing();
  });

  test.each([['a withdrawal', 2], ['what is not in the list', 3]])('is refused for %s', (_, nth) => {
    given(published(natural), withdrawn)
      .when(withdrawPrice, { validOn: '2026-03-01', withdraws: factId(nth) })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });
});
