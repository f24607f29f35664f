import { BEGINNING, type Position, type StoredEvent } from '../../src/application/ports/event-store.js';
import type { PostingIndex } from '../../src/application/ports/posting-index.js';
import { type ApiScene, attempt } from '../support/api-scene.js';
import { elinExport } from '../support/elin-export.js';
import { deliveryBytes } from '../support/pieces.js';
import { admitted, moved, units } from '../support/worked-example.js';
import { type Open, withPort } from './over-read-models.js';

const EVERYTHING = { newestFirst: false, limit: 1_000 };

/** Two people, and two deliveries of a third, one after the other. */
const muchHappens = async (scene: ApiScene): Promise<readonly StoredEvent[]> => {
  const { intake, store } = scene.api.dependencies;
  await scene.begin();
  for (const validOn of ['2026-02-09', '2026-02-10', '2026-02-11']) {
    await scene.say('kaa-contact-attempts', scene.officer, { ...attempt, validOn });
  }
  const from = { actor: 'a', organisation: 'region' };
  await intake.receive({ ...from, kind: 'school-units', bytes: deliveryBytes(units) });
  await intake.receive({ ...from, kind: 'elin', bytes: deliveryBytes(elinExport([admitted, moved])) });
  await scene.api.catchUp();
  return store.readAll(BEGINNING, { limit: 1_000 });
};

const placesOf = (events: readonly StoredEvent[]): Position[] => events.map(({ position }) => position);

/** What the index of the audit trail promises. */
export const postingIndexContract = (name: string, open: Open<PostingIndex>): void => {
  const withIndex = withPort(open);

  describe(`${name}: posting index`, () => {
    test('has every event of an actor and of a delivery, and no other', withIndex(async ({ port, scene }) => {
      const events = await muchHappens(scene);
      for (const actor of new Set(events.map(({ meta }) => meta.actor))) {
        expect(await port.positions('actor', actor, EVERYTHING))
          .toEqual(placesOf(events.filter(({ meta }) => meta.actor === actor)));
      }
      const deliveries = new Set(events.flatMap(({ meta: { delivery } }) => delivery ?? []));
      expect(deliveries.size).toBe(2);
      for (const id of deliveries) {
        expect(await port.positions('delivery', id, EVERYTHING))
          .toEqual(placesOf(events.filter(({ meta }) => meta.delivery === id)));
      }
      expect(await port.positions('actor', 'nobody', EVERYTHING)).toEqual([]);
    }));

    test('is gone through in both directions, place by place', withIndex(async ({ port, scene }) => {
      const events = await muchHappens(scene);
      const places = placesOf(events.filter(({ meta }) => meta.actor === 'a'));
      expect(places.length).toBeGreaterThan(5);
      for (const newestFirst of [false, true]) {
        const found: Position[] = [];
        for (let after: Position | undefined; ;) {
          const some = await port.positions('actor', 'a', { newestFirst, limit: 2, after });
          found.push(...some);
          if (some.length < 2) break;
          after = some.at(-1);
        }
        expect(found).toEqual(newestFirst ? places.toReversed() : places);
      }
    }));
  });
};
