import {
  begun, declined, ended, kaaFactWithdrawn, offered, planned, reminded, settled,
} from '../../../test/support/events.js';
import { openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import { EraseStream, EraseStreamHandler } from '../erasure/erase-stream.js';
import {
  AdoptPlan, AdoptPlanHandler, SetReminder, SetReminderHandler, SettleReminder, SettleReminderHandler,
} from './case-work.js';
import { WithdrawKaaFact, WithdrawKaaFactHandler } from './contact-log.js';
import {
  DeclineMeasure, DeclineMeasureHandler, EndMeasure, EndMeasureHandler, OfferMeasure, OfferMeasureHandler,
  StartMeasure, StartMeasureHandler,
} from './measures.js';

let made: TestLedger;
let person: string;
beforeEach(async () => {
  made = openTestLedger();
  person = await made.vault.claim('someone');
});
afterEach(() => made.close());

const typesIn = async (stream: string): Promise<string[]> =>
  (await made.ledger.read(stream)).map((event) => (event.erased ? 'erased' : event.type));

const offer = async (municipality = '1480') => {
  const command = new OfferMeasure(person, offered({ municipality }).data, under(`offer-${municipality}`));
  const { eventIds, stream } = await new OfferMeasureHandler(made.ledger).execute(command);
  return { offer: eventIds[0]!, stream };
};

test('what becomes of a measure stands beside its offer', async () => {
  const { offer: id, stream } = await offer();
  const [no, yes] = [declined({ offer: id }).data, begun({ offer: id }).data];
  const over = ended({ offer: id }).data;
  await new DeclineMeasureHandler(made.ledger).execute(new DeclineMeasure(person, no, under('1')));
  await new StartMeasureHandler(made.ledger).execute(new StartMeasure(person, yes, under('2')));
  await new EndMeasureHandler(made.ledger).execute(new EndMeasure(person, over, under('3')));
  expect(await typesIn(stream))
    .toEqual(['MeasureOffered', 'MeasureDeclined', 'MeasureStarted', 'MeasureEnded']);
});

test('a measure of another municipality is none of this file', async () => {
  const { offer: id } = await offer('1481');
  const start = new StartMeasure(person, begun({ offer: id }).data, under('2'));
  await expect(new StartMeasureHandler(made.ledger).execute(start))
    .rejects.toMatchObject({ code: 'measure-unknown' });
});

test('a reminder is settled where it was set', async () => {
  const set = new SetReminder(person, reminded().data, under('1'));
  const { eventIds: [reminder], stream } = await new SetReminderHandler(made.ledger).execute(set);
  const settle = new SettleReminder(person, settled({ reminder }).data, under('2'));
  await new SettleReminderHandler(made.ledger).execute(settle);
  expect(await typesIn(stream)).toEqual(['ReminderSet', 'ReminderSettled']);
});

describe('plans', () => {
  const adopt = (said: Parameters<typeof planned>[0], key: string) =>
    new AdoptPlanHandler(made.ledger).execute(new AdoptPlan(person, planned(said).data, under(key)));

  test('each day\'s version can be destroyed apart from all the rest', async () => {
    const { stream: file } = await offer();
    const first = await adopt({}, '1');
    const second = await adopt({ validOn: '2026-11-02' }, '2');
    expect(new Set([file, first.stream, second.stream]).size).toBe(3);
    const erasure = new EraseStream(first.stream, 'KS 2026/117', under('3'));
    await new EraseStreamHandler(made.ledger).execute(erasure);
    expect(await typesIn(first.stream)).toEqual(['erased', 'StreamErased']);
    expect(await typesIn(second.stream)).toEqual(['PlanAdopted']);
    expect(await typesIn(file)).toEqual(['MeasureOffered']);
    await expect(adopt({ goal: 'The same day' }, '4')).rejects.toMatchObject({ code: 'record-erased' });
  });

  test('are of the municipality\'s file, under a name that tells no day', async () => {
    await adopt({}, '1');
    const cases = (await made.vault.streamsOf(person)).map((record) => record.case);
    expect(cases).toContainEqual(expect.stringMatching(/^1480\/[0-9a-f-]{36}$/));
  });

  test('are repeated by the same command, and withdrawn as any fact', async () => {
    const first = await adopt({}, '1');
    expect(await adopt({}, '1')).toEqual({ ...first, repeated: true });
    const withdrawal = kaaFactWithdrawn({ withdraws: first.eventIds[0]! }).data;
    const { stream } = await new WithdrawKaaFactHandler(made.ledger)
      .execute(new WithdrawKaaFact(person, withdrawal, under('2')));
    expect(stream).toBe(first.stream);
  });
});
