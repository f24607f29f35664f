import { ClaimTotals } from './claim-totals.js';

const kronor = (ore: number): number => ore * 100;

test('what may be claimed is open until it is granted or refused, whether or not it was claimed', () => {
  const totals = new ClaimTotals();
  for (const ore of [16_000, 16_000, 16_000, 16_000]) totals.add({ municipality: '1480', ore: kronor(ore) });
  totals.addSent({ municipality: '1480', ore: kronor(32_000), grantedOre: kronor(20_000) });
  totals.addSent({ municipality: '1480', ore: kronor(16_000) });
  totals.addSent({ municipality: '1407', ore: kronor(16_000), grantedOre: 0 });
  // Of 64 000 may, 32 000 is answered with 20 000, 16 000 waits, 16 000 was not claimed
  expect(totals.all()).toEqual([
    {
      municipality: '1407', ore: 0, claimedOre: kronor(16_000), waitingOre: 0, paidOre: 0,
      refusedOre: kronor(16_000), openOre: kronor(-16_000),
    },
    {
      municipality: '1480', ore: kronor(64_000), claimedOre: kronor(48_000), waitingOre: kronor(16_000),
      paidOre: kronor(20_000), refusedOre: kronor(12_000), openOre: kronor(32_000),
    },
  ]);
});
