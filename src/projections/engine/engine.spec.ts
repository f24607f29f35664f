import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils, tally } from '../../../test/support/toy-projections.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import type { Projection } from './projection.js';

let running: RunningEngine;
let ledger: ToyLedger;

const start = async (projections: readonly Projection[] = [pupils, tally]): Promise<void> => {
  running = await RunningEngine.start(projections);
  ({ ledger } = running);
};

afterEach(() => running.stop());

const sums = async (projection: Projection = pupils): Promise<Record<string, number>> => {
  await running.catchUp();
  return (await running.read(projection)).sums;
};

const mustBeAsExpected = async (...projections: Projection[]): Promise<void> => {
  await running.catchUp();
  for (const projection of projections) {
    expect(await running.read(projection)).toEqual(await running.expected(projection));
  }
};

describe('folding', () => {
  test('events become documents, rows and sums', async () => {
    await start();
    const anna = await ledger.person('a');
    await ledger.lives(anna, '1480');
    await ledger.enrols(anna, '11111111');
    expect(await sums()).toEqual({ '1480||': 1, '|11111111|unknown': 1 });
    expect(await sums(tally)).toEqual({ HomeMunicipalityRegistered: 1, Enrolled: 1 });
    await mustBeAsExpected(pupils, tally);
  });

  test('what was in the ledger before the engine was there is in it as well', async () => {
    await start([]);
    const anna = await ledger.person('a');
    await ledger.lives(anna, '1480');
    await running.startAnew([pupils, tally]);
    await mustBeAsExpected(pupils, tally);
    expect((await running.engine.status()).projections.map(({ state }) => state)).toEqual(['live', 'live']);
  });

  test('while much is folded, others in its thread have their turn', async () => {
    let turns = 0;
    const foldedIn = new Set<number>();
    const seen = like(tally, {
      evolve: (document, event) => {
        foldedIn.add(turns);
        return tally.evolve(document as never, event);
      },
    });
    await start([seen]);
    const anna = await ledger.person('a');
    await running.catchUp();
    await running.engine.stop();
    for (let code = 1401; code < 1421; code += 1) await ledger.lives(anna, String(code));
    let turn = setImmediate(function next() {
      turns += 1;
      turn = setImmediate(next);
    });
    await running.startAnew([seen], { eventsPerBatch: 2, eventsPerCommit: 2 });
    await running.catchUp();
    clearImmediate(turn);
    expect(foldedIn.size).toBeGreaterThan(8);
  });

  test('status tells the checkpoint, and what waits', async () => {
    await start([pupils]);
    const position = await ledger.lives(await ledger.person('a'), '1480');
    await running.catchUp();
    const upToDate = { checkpoint: position, lagEvents: 0, lagSeconds: 0, parked: 0 };
    expect(await running.engine.status()).toEqual({
      head: position, projections: [{ name: 'pupils', version: 1, state: 'live', ...upToDate }],
    });
  });
});

describe('references', () => {
  test('documents that used a key contribute anew when it changes', async () => {
    await start();
    const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
    await ledger.enrols(anna, '11111111');
    await ledger.enrols(bo, '22222222');
    expect(await sums()).toEqual({ '|11111111|unknown': 1, '|22222222|unknown': 1 });
    await ledger.runs('stiftelsen', '11111111');
    expect(await sums()).toEqual({ '|11111111|stiftelsen': 1, '|22222222|unknown': 1 });
    await mustBeAsExpected(pupils);
  });

  test('what comes in the same batch sees the new value', async () => {
    await start([]);
    await ledger.enrols(await ledger.person('a'), '11111111');
    await ledger.runs('stiftelsen', '11111111');
    await running.startAnew([pupils]);
    await mustBeAsExpected(pupils);
    expect(await sums()).toEqual({ '|11111111|stiftelsen': 1 });
  });
});

describe('erasure', () => {
  test('nothing of an erased stream is left, and everything else stays', async () => {
    await start();
    const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
    for (const person of [anna, bo]) {
      await ledger.lives(person, '1480');
      await ledger.enrols(person, '11111111');
    }
    await running.catchUp();
    await ledger.erase(anna, 'schooling');
    expect(await sums()).toEqual({ '1480||': 2, '|11111111|unknown': 1 });
    await mustBeAsExpected(pupils, tally);
    await ledger.erase(anna, 'person');
    await running.catchUp();
    expect(JSON.stringify(await running.read(pupils))).not.toContain(anna);
    await mustBeAsExpected(pupils, tally);
  });

  test('somebody of whom nothing is left goes out of the sums once, not once per stream', async () => {
    await start();
    const anna = await ledger.person('a');
    await ledger.enrols(anna, '11111111');
    await running.catchUp();
    for (const category of ['schooling', 'person', 'contact'] as const) {
      await ledger.erase(anna, category);
      expect(await sums()).toEqual({});
    }
  });

  test('no file of the read models holds a trace of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engine-'));
    const store = openSqliteReadStore({ file: join(folder, 'read.db') });
    running = await RunningEngine.start([pupils], {}, store);
    ({ ledger } = running);
    const anna = await ledger.person('a');
    await ledger.isCalled(anna, 'Hemlighetta');
    await running.catchUp();
    const traces = async (): Promise<boolean[]> => Promise.all((await readdir(folder)).map(
      async (name) => (await readFile(join(folder, name))).includes('Hemlighetta'),
    ));
    expect(await traces()).toContain(true);
    await ledger.erase(anna, 'person');
    await running.catchUp();
    expect(await traces()).not.toContain(true);
    await rm(folder, { recursive: true });
  });

  test('a document that cannot be made anew goes all the same', async () => {
    const breaks = { now: false };
    const fragile = like(pupils, {
      evolve: (document, event) => {
        if (breaks.now) throw new Error('broken by a new release');
        return pupils.evolve(document as never, event);
      },
    });
    await start([fragile]);
    const anna = await ledger.person('a');
    await ledger.lives(anna, '1480');
    await ledger.enrols(anna, '11111111');
    await running.catchUp();
    breaks.now = true;
    await ledger.erase(anna, 'schooling');
    await running.catchUp();
    expect(await running.read(pupils)).toEqual({ documents: {}, rows: {}, sums: {} });
    expect(await running.engine.parked()).toHaveLength(1);
  });
});

describe('parking', () => {
  test('a poison event parks its subject; all others go on; driven again, it is complete', async () => {
    const isCured = { now: false };
    const curable = like(pupils, {
      evolve: (document, event) => {
        if (!isCured.now) return pupils.evolve(document as never, event);
        const data = { ...(event.data as object), givenName: 'Cured' };
        return pupils.evolve(document as never, { ...event, data });
      },
    });
    await start([curable]);
    const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
    await ledger.lives(anna, '1480');
    await running.catchUp();
    const poison = await ledger.isCalled(anna, 'Poison');
    await ledger.enrols(anna, '11111111');
    await ledger.lives(bo, '1481');
    expect(await sums()).toEqual({ '1480||': 1, '1481||': 1 });
    const [parked] = await running.engine.parked();
    expect(parked).toMatchObject({ projection: 'pupils', key: anna, position: poison });
    expect(parked!.reason).toMatch(/^Error .*evolve/);
    expect(JSON.stringify(parked)).not.toContain('Poison');
    expect(await running.engine.redrive('pupils', anna)).toBe(false);
    expect(await sums()).toEqual({ '1480||': 1, '1481||': 1 });
    isCured.now = true;
    expect(await running.engine.redrive('pupils', anna)).toBe(true);
    expect(await running.engine.parked()).toEqual([]);
    expect(await sums()).toEqual({ '1480||': 1, '1481||': 1, '||': 1, '|11111111|unknown': 1 });
  });

  test('a contribution that no store would take parks its subject, also after a restart', async () => {
    await start();
    const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
    await ledger.isCalled(anna, 'Wrong');
    await ledger.lives(bo, '1481');
    expect(await sums()).toEqual({ '1481||': 1 });
    await running.startAnew([pupils, tally]);
    const reason = expect.stringContaining('ContributionWrong') as unknown;
    expect(await running.engine.parked()).toMatchObject([{ key: anna, reason }]);
  });

  test('an event whose seal is broken parks its person where anybody looks into it', async () => {
    await start([pupils, tally]);
    const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
    await ledger.lives(anna, '1480');
    const { stream } = await ledger.vault.openStream(anna, 'person');
    const [genuine] = await ledger.events.readStream(stream);
    const { id: _, ...forged } = genuine!;
    await ledger.events.append(stream, 0, [{ ...forged, id: ledger.sealer.plainId('forged') }]);
    await ledger.lives(bo, '1481');
    expect(await sums()).toEqual({ '1481||': 1 });
    const reason = expect.stringContaining('SealBroken') as unknown;
    expect(await running.engine.parked()).toMatchObject([{ projection: 'pupils', key: anna, reason }]);
    expect(await running.engine.redrive('pupils', anna)).toBe(false);
    const counted = { HomeMunicipalityRegistered: 3 };
    expect((await running.read(tally)).sums).toEqual(counted);
    await running.engine.rebuild([]);
    expect((await running.read(tally)).sums).toEqual(counted);
    expect(await running.engine.parked()).toMatchObject([{ projection: 'pupils', key: anna, reason }]);
  });

  test('a plain event that cannot be read parks its stream; others of the stream go on', async () => {
    await start([pupils]);
    await ledger.enrols(await ledger.person('a'), '11111111');
    await ledger.runs('stiftelsen', '11111111');
    const [genuine] = await ledger.events.readStream('schoolregister-toy');
    const broken = { ...genuine!, id: ledger.sealer.plainId('broken'), payload: Buffer.from('{') };
    await ledger.events.append('schoolregister-toy', 0, [broken]);
    await ledger.runs('kommunen', '11111111');
    expect(await sums()).toEqual({ '|11111111|kommunen': 1 });
    expect(await running.engine.parked()).toMatchObject([{ key: 'schoolregister-toy' }]);
    expect(await running.engine.redrive('pupils', 'schoolregister-toy')).toBe(false);
  });

  test('a reference that fails keeps its value until it is driven again', async () => {
    await start([pupils]);
    await ledger.enrols(await ledger.person('a'), '11111111');
    await ledger.runs('stiftelsen', '11111111');
    await ledger.runs('poison', '22222222');
    await ledger.runs('another', '11111111');
    expect(await sums()).toEqual({ '|11111111|stiftelsen': 1 });
    expect(await running.engine.parked()).toMatchObject([{ key: 'register' }]);
    expect(await running.engine.redrive('pupils', 'register')).toBe(false);
  });

  test('a document about no person is driven again from the whole ledger', async () => {
    const breaks = { now: true };
    await start([like(tally, {
      evolve: (document, event) => {
        if (breaks.now && event.type === 'Enrolled') throw new Error('not yet');
        return tally.evolve(document as never, event);
      },
    })]);
    const anna = await ledger.person('a');
    await ledger.lives(anna, '1480');
    await ledger.enrols(anna, '11111111');
    expect(await sums(tally)).toEqual({ HomeMunicipalityRegistered: 1 });
    breaks.now = false;
    expect(await running.engine.redrive('tally', 'Enrolled')).toBe(true);
    await mustBeAsExpected(tally);
  });
});
