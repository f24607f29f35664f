import { type ApiScene, itemsOf, UNIT } from './api-scene.js';
import type { Answer } from './api-under-test.js';

/** What half-year reports are of in tests. */
export const OF_REPORT = { municipality: '1480', half: '2025H2' };

/** Maja Ek left school on 6 October 2025 and is in the register of 1480; it is March. */
export const beginOutsideSchool = async (scene: ApiScene): Promise<void> => {
  await scene.begin();
  await scene.enrol();
  await scene.say('dropouts', scene.registrar, { validOn: '2025-10-06', unit: UNIT });
  await scene.api.keepRegister();
};

/** What officers do with half-year reports, in the scene that there is when they do. */
export const reportsIn = (scene: () => ApiScene) => ({
  make: (more: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    scene().post('/v1/kaa/reports', scene().officer, { ...OF_REPORT, ...more }, headers),
  newest: async (): Promise<Record<string, unknown>> =>
    itemsOf(await scene().get('/v1/kaa/reports', scene().officer))[0]!,
  fileOf: (report: unknown, token = scene().officer): Promise<Answer> =>
    scene().get(`/v1/kaa/reports/${String(report)}/file`, token),
});
