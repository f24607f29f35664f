import type { ReportSource } from '../../src/application/ports/report-source.js';
import { type ApiScene, NOBODY, UNIT } from '../support/api-scene.js';
import { type Open, withPort } from './over-read-models.js';

const AUTUMN = { from: '2025-07-01', to: '2026-01-01' };
const ASKED = { municipality: '1480', half: '2025H2' };

const leaves = async (scene: ApiScene): Promise<string> => {
  await scene.begin();
  await scene.enrol();
  await scene.say('dropouts', scene.registrar, { validOn: '2025-10-06', unit: UNIT });
  return scene.person;
};

/** What is promised by whoever knows whom half-year reports may be about, and are. */
export const reportSourceContract = (name: string, open: Open<ReportSource>): void => {
  const withSource = withPort(open);

  describe(`${name}: report source`, () => {
    test('has whoever is, or should be, in a register', withSource(async ({ port, scene }) => {
      const registered = await leaves(scene);
      await scene.api.keepRegister();
      const forgotten = await leaves(scene);
      await scene.begin();
      await scene.enrol(); // goes on at school
      await scene.api.catchUp();
      const { position, persons } = await port.candidates('1480', AUTUMN);
      expect([...persons].sort()).toEqual([registered, forgotten].sort());
      expect(position <= await scene.api.dependencies.store.head()).toBe(true);
      expect((await port.candidates('1481', AUTUMN)).persons).toEqual([]);
    }));

    test('has everybody with rows in a report, until they are erased', withSource(async ({ port, scene }) => {
      const persons = [await leaves(scene), await leaves(scene)];
      await scene.api.keepRegister();
      const { body } = await scene.post('/v1/kaa/reports', scene.officer, ASKED);
      expect(body.report).toEqual(expect.any(String));
      await scene.api.catchUp();
      const report = String(body.report);
      expect([...await port.personsIn(report)].sort()).toEqual(persons.toSorted());
      expect(await port.personsIn(NOBODY)).toEqual([]);
      const erasure = { decision: 'KS 2026/4', scope: 'kaa' };
      await scene.post(`/v1/persons/${persons[0]!}/erasures`, scene.administrator, erasure);
      await scene.api.catchUp();
      expect(await port.personsIn(report)).toEqual([persons[1]]);
    }));
  });
};
