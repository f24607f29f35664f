import type { Fence, FenceJournal } from '../../src/application/ports/fence-journal.js';

/** A fence journal under test: fresh and empty. */
export interface FenceJournalFixture {
  readonly journal: FenceJournal;
  /** The same one, as the next process finds it. */
  reopen(): Promise<FenceJournal>;
  dispose(): Promise<void>;
}

const fence = (stream: string, decision = 'KS 2026/17'): Fence => ({
  stream, category: 'kaa', case: '1480', person: 'p-1', decision,
  meta: { actor: 'a', organisation: '1480', commandId: `c-${stream}`, fingerprint: 'f' },
});

/** What every fence journal promises. `open` makes an empty one for each test. */
export const fenceJournalContract = (name: string, open: () => Promise<FenceJournalFixture>): void => {
  describe(`${name} as a fence journal`, () => {
    let fixture: FenceJournalFixture;
    beforeEach(async () => { fixture = await open(); });
    afterEach(() => fixture.dispose());

    test('keeps fences as they were added, in that order', async () => {
      const { person: _, ...ofNobody } = fence('kaa-0');
      await fixture.journal.add([fence('kaa-2'), ofNobody]);
      await fixture.journal.add([fence('kaa-1')]);
      expect(await (await fixture.reopen()).all()).toEqual([
        { ...fence('kaa-2'), isDone: false },
        { ...ofNobody, person: undefined, isDone: false },
        { ...fence('kaa-1'), isDone: false },
      ]);
    });

    test('keeps the first fence of a stream', async () => {
      await fixture.journal.add([fence('kaa-1')]);
      await fixture.journal.add([fence('kaa-1', 'KS 2026/18')]);
      expect(await fixture.journal.all()).toEqual([{ ...fence('kaa-1'), isDone: false }]);
    });

    test('knows what is done, and agrees with the ledger up to its mark', async () => {
      const { journal } = fixture;
      await journal.add([fence('kaa-1'), fence('kaa-2')]);
      expect(await journal.agreedUpTo()).toBeUndefined();
      await journal.done('kaa-2', { position: '07', event: 'e-7' });
      const again = await fixture.reopen();
      expect((await again.all()).map(({ isDone }) => isDone)).toEqual([false, true]);
      expect(await again.agreedUpTo()).toEqual({ position: '07', event: 'e-7' });
    });

    test('done again, or without a fence, tells nothing about the ledger', async () => {
      const { journal } = fixture;
      await journal.add([fence('kaa-1')]);
      await journal.done('kaa-1', { position: '07', event: 'e-7' });
      await journal.done('kaa-1', { position: '03', event: 'e-3' });
      await journal.done('kaa-9', { position: '09', event: 'e-9' });
      expect(await journal.agreedUpTo()).toEqual({ position: '07', event: 'e-7' });
      expect(await journal.all()).toHaveLength(1);
    });

    test('agrees up to where it is told, also to less', async () => {
      await fixture.journal.agreeUpTo({ position: '07', event: 'e-7' });
      await fixture.journal.agreeUpTo({ position: '03', event: 'e-3' });
      expect(await (await fixture.reopen()).agreedUpTo()).toEqual({ position: '03', event: 'e-3' });
    });
  });
};
