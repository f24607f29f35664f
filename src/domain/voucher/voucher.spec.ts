import { refusalOf } from '../../../test/support/given-when-then.js';
import { inCodePage437 } from './cp437.js';
import type { VoucherLayout } from './layout.js';
import { sieText } from './sie.js';
import { type Sum, vouchersOf } from './vouchers.js';

const owed = (more: Partial<Sum> = {}): Sum => ({
  payer: '1481', principal: '1482', unit: '10000002', studyPath: 'TE', month: '2026-04', days: 30,
  debitOre: 945_205, creditOre: 0, vatOre: 0, ...more,
});

const layout: VoucherLayout = {
  name: 'Mölndals "stad"', organisationNumber: '212000-1363', contraAccount: '2990',
  accounts: [
    { counterpartyIs: 'self' }, { account: '4531', counterparty: '1480' },
    { account: '4532', counterpartyIs: 'municipality', programme: 'TE' },
    { account: '4533', counterpartyIs: 'other' },
  ],
};
const payer = { side: 'payer', party: '1481' } as const;

const rowsOf = (...args: Parameters<typeof vouchersOf>): string[][] => vouchersOf(...args)
  .map(({ counterparty, rows }) => [counterparty, ...rows.map(({ account, ore }) => `${account} ${ore}`)]);

describe('vouchers', () => {
  test('have a row for each account and month, and come to nothing; one for each counterparty', () => {
    const sums = [
      owed(), owed({ unit: '10000003' }), owed({ month: '2026-03', debitOre: 504_110 }),
      owed({ principal: '556000-0001', month: '2026-03', days: -16, debitOre: 0, creditOre: -487_891 }),
    ];
    expect(rowsOf(sums, payer, layout)).toEqual([
      ['1482', '4532 504110', '4532 1890410', '2990 -2394520'],
      ['556000-0001', '4533 -487891', '2990 487891'],
    ]);
  });

  test('of a payee are turned: income is credit, and the claim debit', () => {
    const rules: VoucherLayout = { ...layout, contraAccount: '1590', accounts: [{ account: '3531' }] };
    expect(rowsOf([owed()], { side: 'payee', party: '1482' }, rules))
      .toEqual([['1481', '3531 -945205', '1590 945205']]);
  });

  test('have VAT compensation on an account of its own, where the layout has one', () => {
    const sums = [
      owed({ principal: '556000-0001', debitOre: 945_288, vatOre: 53_507 }),
      owed({
        principal: '556000-0001', month: '2026-03', debitOre: 0, creditOre: -487_891, vatOre: -27_617,
      }),
    ];
    const apart: VoucherLayout = { ...layout, vatAccount: '1687' };
    const income: VoucherLayout = { ...apart, accounts: [{ account: '3531' }] };
    expect(rowsOf(sums, payer, apart)).toEqual([[
      '556000-0001', '1687 -27617', '1687 53507', '4533 -460274', '4533 891781', '2990 -457397',
    ]]);
    expect(rowsOf(sums, { side: 'payee', party: '556000-0001' }, income)).toEqual([[
      '1481', '1687 27617', '1687 -53507', '3531 460274', '3531 -891781', '2990 457397',
    ]]);
    expect(rowsOf(sums, payer, layout)).toEqual([[
      '556000-0001', '4533 -487891', '4533 945288', '2990 -457397',
    ]]);
  });

  test('are rounded to whole kronor by one row of their own, where the layout has an account for it', () => {
    const rounded: VoucherLayout = { ...layout, roundingAccount: '3740' };
    const sums = [
      owed(), owed({ month: '2026-03', debitOre: 504_110 }),
      owed({ principal: '1480', debitOre: 0, creditOre: -487_850 }),
      owed({ principal: '556000-0001', debitOre: 100 }), owed({ principal: '556000-0002', debitOre: 49 }),
    ];
    expect(rowsOf(sums, payer, rounded)).toEqual([
      ['1480', '4531 -487850', '3740 -50', '2990 487900'],
      ['1482', '4532 504110', '4532 945205', '3740 -15', '2990 -1449300'],
      ['556000-0001', '4533 100', '2990 -100'], ['556000-0002', '4533 49', '3740 -49'],
    ]);
  });

  test('leave out what a rule has no account for, and what comes to nothing', () => {
    const toSelf = owed({ principal: '1481' });
    const evenedOut = owed({ debitOre: 100, creditOre: -100 });
    expect(rowsOf([toSelf, evenedOut], payer, layout)).toEqual([]);
  });

  test('are refused where no rule fits: nothing is booked by a guess', () => {
    const { code, field, rule } = refusalOf(() => vouchersOf([owed({ studyPath: 'NA' })], payer, layout));
    expect([code, field, rule]).toEqual(
      ['account-missing', 'layout.accounts', 'No rule fits 1482, programme NA, 2026-04.']);
    const of2025: VoucherLayout = { ...layout, accounts: [{ account: '4500', year: '2025' }] };
    expect(refusalOf(() => vouchersOf([owed()], payer, of2025)).code).toBe('account-missing');
  });

  test.each([
    ['dimension-twice', [{ number: 1, name: 'A', object: '1' }, { number: 1, name: 'B', object: '2' }]],
    ['dimension-object-unclear', [{ number: 1, name: 'A' }]],
    ['dimension-object-unclear', [{ number: 1, name: 'A', object: '1', of: 'unit' as const }]],
  ])('of a layout that is unclear are refused: %s', (code, dimensions) => {
    expect(refusalOf(() => vouchersOf([], payer, { ...layout, dimensions })).code).toBe(code);
  });
});

describe('a file of vouchers', () => {
  const dimensions = [
    { number: 6, name: 'Program', of: 'programme' as const }, { number: 1, name: 'Ansvar', object: '4410' },
  ];
  const fileOf = (all: readonly Sum[]): string => sieText({
    layout: { ...layout, dimensions }, vouchers: vouchersOf(all, payer, { ...layout, dimensions }),
    bookedOn: '2026-05-02', madeOn: '2026-05-03', settlement: 's1',
  });

  test('is of type 4I: what it must have, then dimensions, and vouchers without a number', () => {
    expect(fileOf([owed()]).split('\r\n')).toEqual([
      '#FLAGGA 0', '#PROGRAM "Liggare" "1"', '#FORMAT PC8', '#GEN 20260503', '#SIETYP 4',
      '#ORGNR 212000-1363', '#FNAMN "Mölndals \\"stad\\""', '#DIM 1 "Ansvar"', '#DIM 6 "Program"',
      '#OBJEKT 1 "4410" "4410"', '#OBJEKT 6 "TE" "TE"',
      '#VER "" "" 20260502 "Ersättning 1482, avräkning s1"', '{',
      '   #TRANS 4532 {1 "4410" 6 "TE"} 9452.05 20260502 "2026-04, 30 dagar"',
      '   #TRANS 2990 {} -9452.05 20260502', '}', '',
    ]);
  });

  test('says of a row that it is VAT compensation', () => {
    const file = sieText({
      layout, bookedOn: '2026-05-02', madeOn: '2026-05-03', settlement: 's1',
      vouchers: vouchersOf([owed({ vatOre: 53_502 })], payer, { ...layout, vatAccount: '1687' }),
    });
    expect(file).toContain('   #TRANS 1687 {} 535.02 20260502 "2026-04, momsersättning"');
  });

  test('says of a row that it is rounding', () => {
    const file = sieText({
      layout, bookedOn: '2026-05-02', madeOn: '2026-05-03', settlement: 's1',
      vouchers: vouchersOf([owed()], payer, { ...layout, roundingAccount: '3740' }),
    });
    expect(file).toContain('   #TRANS 3740 {} -0.05 20260502 "öresavrundning"');
  });

  test('has no backslash in a text, which would hide where it ends', () => {
    const said = { layout: { ...layout, name: 'Staden\\' }, bookedOn: '2026-05-02', madeOn: '2026-05-03' };
    expect(refusalOf(() => sieText({ ...said, settlement: 's1', vouchers: [] })).code)
      .toBe('letter-not-in-file');
  });

  test('is written in code page 437, and a letter that it has not is refused', () => {
    expect([...inCodePage437('Åäö é ²')]).toEqual([0x8f, 0x84, 0x94, 0x20, 0x82, 0x20, 0xfd]);
    expect(refusalOf(() => inCodePage437('Łódź')).code).toBe('letter-not-in-file');
  });
});
