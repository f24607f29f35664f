import { elinDocument, elinEvent } from '../../../test/support/elin-said.js';
import { utf8 } from '../../../test/support/pieces.js';
import { under } from '../../../test/support/test-ledger.js';
import { RunningIntake } from '../../../test/support/running-intake.js';
import { eraseStream } from '../erasure/erase-stream.js';
import { StoreUnavailable } from '../ports/event-store.js';
import { LINES_PER_BATCH } from './delivery-run.js';

const [ALVA, BO] = ['201001012382', '201001022399'] as const;
const two = elinDocument([elinEvent({ number: ALVA }), elinEvent({ number: BO })]);

let intake: RunningIntake;
beforeEach(() => { intake = new RunningIntake(); });

describe('a delivery', () => {
  test('is reported line by line, and the report can be read again', async () => {
    const again = elinEvent({ number: ALVA });
    const file = elinDocument([elinEvent({ number: ALVA }), elinEvent({ type: '77' }), again]);
    const report = await intake.send('elin', file);
    expect(report).toMatchObject({
      kind: 'elin', state: 'completed', lines: 3, taken: 1, known: 1, refused: 1, bytes: utf8(file).length,
      refusals: [{ line: 2, field: 'Typid', code: 'elin-type-unknown', rule: expect.any(String) }],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(report.position).toBe(await intake.store.head());
    expect(await intake.intake.report(report.delivery)).toEqual(report);
    expect(await intake.intake.report('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });

  test('is named by every event it caused, with the line and who sent it', async () => {
    const { delivery } = await intake.send('elin', two, { correlationId: 'request-1' });
    const metas = (await intake.about(BO)).map(({ meta }) => meta);
    expect(metas).toHaveLength(3);
    for (const meta of metas) {
      expect(meta).toMatchObject({
        delivery, line: 2, actor: 'actor-1', organisation: '1480', correlationId: 'request-1',
      });
    }
  });

  test('makes persons known by the number alone', async () => {
    await intake.send('elin', two);
    expect((await intake.contents(ALVA)).slice(0, 2)).toEqual([
      `person IdentityNumberAdded ${JSON.stringify({
        kind: 'personal', number: ALVA, source: 'school-system', validOn: '2010-01-01',
      })}`,
      'person PersonRegistered {"source":"school-system","validOn":"2010-01-01"}',
    ]);
  });

  test('tells of its progress, a few times a second at the most', async () => {
    const events = Array.from({ length: 5.5 * LINES_PER_BATCH }, () => elinEvent({ number: ALVA }));
    const told: number[] = [];
    await intake.send('elin', elinDocument(events), {
      totalBytes: 7, onProgress: ({ lines, bytes, totalBytes }) => {
        expect([bytes > 0, totalBytes]).toEqual([true, 7]);
        told.push(lines);
        intake.now += 125;
      },
    });
    expect(told).toEqual([LINES_PER_BATCH]);
    intake.now += 1_000;
    await intake.send('elin', elinDocument(events), {
      onProgress: ({ lines }) => { told.push(lines); intake.now += 250; },
    });
    expect(told).toEqual([1, 1, 2, 3, 4, 5, 5.5].map((batches) => batches * LINES_PER_BATCH));
  });
});

describe('a delivery that breaks off', () => {
  test('keeps the lines before, and says where', async () => {
    const report = await intake.send('elin', two.slice(0, -40));
    expect(report).toMatchObject({
      state: 'broken', lines: 1, taken: 1,
      problem: { code: 'truncated', rule: expect.stringMatching(/line 2, which begins at byte \d+/) },
    });
    expect(await intake.intake.report(report.delivery)).toEqual(report);
    expect(await intake.send('elin', two)).toMatchObject({ state: 'completed', taken: 1, known: 1 });
  });

  test.each([
    ['elin', '', 'empty-file'], ['elin', 'Hej!', 'not-json'], ['elin', '{"error":"no"}', 'wrong-top-level'],
    ['population', '[{"kind":"died"}]', 'wrong-top-level'],
  ] as const)('before any line says so: %s of %p is %s', async (kind, content, code) => {
    const report = await intake.send(kind, content);
    expect(report).toMatchObject({ state: 'broken', lines: 0, problem: { code } });
  });

  test('because its sender failed is interrupted', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield utf8(two.slice(0, -40));
      throw new Error('connection reset');
    }
    const bytes = failing();
    const report = await intake.intake.receive({ kind: 'elin', bytes, actor: 'a', organisation: 'o' });
    expect(report).toMatchObject({ state: 'broken', taken: 1, problem: { code: 'interrupted' } });
  });

  test('because the store failed is completed by sending it again', async () => {
    const real = intake.store.append.bind(intake.store);
    let appends = 0;
    intake.store.append = (...given) => {
      appends += 1;
      const full = new StoreUnavailable('The disk is full', false);
      return appends > 3 ? Promise.reject(full) : real(...given);
    };
    const broken = await intake.send('elin', two, { idempotencyKey: 'night-1' });
    expect(broken).toMatchObject({
      state: 'broken',
      problem: { code: 'store-unavailable', rule: expect.stringContaining('The disk is full') },
    });
    intake.store.append = real;
    expect(await intake.intake.report(broken.delivery)).toMatchObject({ state: 'receiving' });
    const again = await intake.send('elin', two, { idempotencyKey: 'night-1' });
    expect(again).toMatchObject({ delivery: broken.delivery, state: 'completed', lines: 2 });
    expect(await intake.intake.report(broken.delivery)).toEqual(again);
    const fresh = new RunningIntake();
    await fresh.send('elin', two);
    expect(await intake.contents(BO)).toEqual(await fresh.contents(BO));
  });

  test('because the store failed tells of how many lines nobody knows whether they are taken', async () => {
    const first = Array.from({ length: LINES_PER_BATCH }, () => elinEvent({ number: ALVA }));
    const rest = [elinEvent({ number: BO }), elinEvent({ type: '77' })];
    const file = elinDocument([...first, ...rest]);
    const real = intake.store.append.bind(intake.store);
    const failing: typeof real = async (stream, ...given) => {
      const result = await real(stream, ...given);
      if (stream.startsWith('delivery')) return result;
      throw new StoreUnavailable('No answer', true);
    };
    const report = await intake.send('elin', file, { onProgress: () => { intake.store.append = failing; } });
    intake.store.append = real;
    expect(report).toMatchObject({
      state: 'broken', lines: LINES_PER_BATCH + 2, taken: 1, known: LINES_PER_BATCH - 1, refused: 1,
      uncertain: 1,
    });
    expect(await intake.intake.report(report.delivery)).toEqual(report);
    const again = await intake.send('elin', file);
    expect(again).toMatchObject({ state: 'completed', taken: 0, known: LINES_PER_BATCH + 1, refused: 1 });
    expect(again).not.toHaveProperty('uncertain');
  });

  test('through a fault of ours is noted, and the fault is not hidden', async () => {
    intake.vault.claimMany = () => Promise.reject(new TypeError('a fault'));
    await expect(intake.send('elin', two, { idempotencyKey: 'night-1' })).rejects.toThrow('a fault');
    const [, last] = await intake.plain('delivery');
    expect(last).toMatchObject({ type: 'DeliveryBroken', data: { code: 'fault' } });
  });
});

describe('a delivery under a key', () => {
  const idempotencyKey = 'night-1';

  test('that was completed gives its first report again, and writes nothing', async () => {
    const first = await intake.send('elin', two, { idempotencyKey });
    const head = await intake.store.head();
    expect(await intake.send('elin', two, { idempotencyKey })).toEqual(first);
    expect(await intake.store.head()).toBe(head);
  });

  test('that was used for other content, or another kind, is refused', async () => {
    await intake.send('elin', two, { idempotencyKey });
    for (const [kind, content] of [['elin', `${two} `], ['population', two]] as const) {
      const sent = intake.send(kind, content, { idempotencyKey });
      await expect(sent).rejects.toThrow('idempotency-key-reused');
    }
  });

  test('is another delivery for another sender', async () => {
    const first = await intake.send('elin', two, { idempotencyKey });
    const second = await intake.send('elin', two, { idempotencyKey, actor: 'actor-2' });
    expect(second.delivery).not.toBe(first.delivery);
  });

  test('is refused while it is being received', async () => {
    const first = intake.send('elin', two, { idempotencyKey });
    await expect(intake.send('elin', two, { idempotencyKey })).rejects.toThrow('delivery-running');
    expect(await first).toMatchObject({ state: 'completed' });
  });
});

describe('refused lines', () => {
  test('are noted in parts, and the first thousand reported', async () => {
    const events = Array.from({ length: 2_500 }, () => elinEvent({ type: '77' }));
    const report = await intake.send('elin', elinDocument(events));
    expect([report.refused, report.refusals.length]).toEqual([2_500, 1_000]);
    const noted = (await intake.plain('delivery')).filter(({ type }) => type === 'LinesRefused');
    expect(noted).toHaveLength(3);
    expect(await intake.intake.report(report.delivery)).toEqual(report);
  });

  test('are those about someone whose record is erased, and no others', async () => {
    await intake.send('elin', two);
    const records = await intake.vault.streamsOf((await intake.vault.findPerson(ALVA))!);
    await intake.vault.fence(records.find(({ category }) => category === 'schooling')!.stream);
    const later = [ALVA, BO].map((number) => elinEvent({ number, type: '9', name: 'Avbrott' }));
    expect(await intake.send('elin', elinDocument(later))).toMatchObject({
      taken: 1, refusals: [{ line: 1, code: 'record-erased' }],
    });
  });

  test('are those about someone whose record is erased while the delivery comes', async () => {
    const others = Array.from({ length: LINES_PER_BATCH - 1 }, () => elinEvent({ number: BO }));
    const last = elinEvent({ number: ALVA, type: '9', name: 'Avbrott' });
    const erase = async (): Promise<void> => {
      intake.now += 1_000;
      const { stream } = (await intake.about(ALVA)).find(({ category }) => category === 'schooling')!;
      const erasure = { decision: 'decision 1', content: {}, context: under('erase') };
      await eraseStream(intake.ledger, stream, erasure);
    };
    const report = await intake.send('elin', elinDocument([elinEvent({ number: ALVA }), ...others, last]), {
      onProgress: ({ lines }) => (lines === LINES_PER_BATCH ? erase() : undefined),
    });
    expect(report.refusals).toMatchObject([{ line: LINES_PER_BATCH + 1, code: 'record-erased' }]);
  });

  test('are taken whole or not at all', async () => {
    await intake.send('elin', two);
    const person = (await intake.vault.findPerson(ALVA))!;
    await intake.vault.fence((await intake.vault.openStream(person, 'contact')).stream);
    const move = elinDocument([elinEvent({ number: ALVA, type: '6', movedFrom: '1407' })]);
    const before = await intake.contents(ALVA);
    const { refusals } = await intake.send('elin', move);
    expect(refusals).toMatchObject([{ line: 1, code: 'record-erased' }]);
    expect(await intake.contents(ALVA)).toEqual(before);
  });
});

test('very many lines for one person are written without reading the record again and again', async () => {
  const LINES = 6_000;
  const time = (second: number): string => new Date(second * 1_000).toISOString().slice(11, 19);
  const events = Array.from({ length: LINES }, (_, index) =>
    elinEvent({ number: ALVA, registered: `2025-10-01 ${time(index)}` }));
  const reads: string[] = [];
  const real = intake.store.readStream.bind(intake.store);
  intake.store.readStream = (stream, from) => {
    reads.push(stream);
    return real(stream, from);
  };
  expect(await intake.send('elin', elinDocument(events))).toMatchObject({ taken: LINES });
  expect(await intake.send('elin', elinDocument(events))).toMatchObject({ taken: 0, known: LINES });
  expect(reads.length).toBeLessThan(8);
});

test('facts that others record meanwhile do not disturb', async () => {
  const real = intake.store.append.bind(intake.store);
  let others = 0;
  intake.store.append = async (stream, revision, events) => {
    if (stream.startsWith('schooling') && others < 3) {
      others += 1;
      const [like] = events;
      const id = `00000000-0000-4000-8000-00000000000${others}`;
      await real(stream, revision, [{ ...like!, id, meta: { ...like!.meta, commandId: id } }]);
    }
    return real(stream, revision, events);
  };
  expect(await intake.send('elin', two)).toMatchObject({ state: 'completed', taken: 2 });
  const recorded = await intake.store.readAll('', { categories: ['schooling'], limit: 99 });
  expect(recorded).toHaveLength(2 + others);
});
