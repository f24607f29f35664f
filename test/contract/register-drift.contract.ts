import type { Drift, RegisterDrift } from '../../src/application/ports/register-drift.js';
import { UNIT } from '../support/api-scene.js';
import { type Open, withPort } from './over-read-models.js';

const DAY = '2026-03-16';

/** What is promised by whoever tells of registers that are not what they should be. */
export const registerDriftContract = (name: string, open: Open<RegisterDrift>): void => {
  const withDrift = withPort(open);
  const driftOn = async (port: RegisterDrift, day: string): Promise<Drift[]> => {
    const all: Drift[] = [];
    for await (const some of port.on(day)) all.push(...some);
    return all;
  };

  describe(`${name}: register drift`, () => {
    test('tells of whoever should be in a register, until they are', withDrift(async ({ port, scene }) => {
      await scene.begin();
      await scene.enrol();
      await scene.api.catchUp();
      expect(await driftOn(port, DAY)).toEqual([]);
      await scene.say('dropouts', scene.registrar, { validOn: '2026-02-09', unit: UNIT });
      await scene.api.catchUp();
      expect(await driftOn(port, DAY)).toEqual([{ person: scene.person, municipality: '1480' }]);
      await scene.api.keepRegister();
      expect(await driftOn(port, DAY)).toEqual([]);
    }));

    test('tells of everybody, however many there are', withDrift(async ({ port, scene }) => {
      const persons: string[] = [];
      for (let nth = 0; nth < 5; nth += 1) {
        await scene.begin();
        await scene.enrol();
        await scene.say('dropouts', scene.registrar, { validOn: '2026-02-09', unit: UNIT });
        persons.push(scene.person);
      }
      await scene.api.catchUp();
      expect((await driftOn(port, DAY)).map(({ person }) => person).sort()).toEqual(persons.sort());
    }));
  });
};
