import { NORTH, SOUTH } from '../../../test/support/events.js';
import { given } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import { registerUnits } from './decide.js';
import { UnitRegistered } from './events.js';
import type { UnitFacts } from './state.js';

const north: UnitFacts = {
  validOn: '2020-01-01', unit: NORTH, name: 'Norra skolan',
  principal: { id: '1407', name: 'Öckerö kommun', kind: 'municipal' },
};
const south: UnitFacts = { ...north, unit: SOUTH, name: 'Södra skolan' };
const registered = (facts: UnitFacts) => event(UnitRegistered, facts);

test('units are added that the register does not have as they are said', () => {
  const renamed = { ...north, validOn: '2026-01-01', name: 'Nya norra skolan' };
  given(registered(north)).when(registerUnits, [north, renamed, south, south])
    .then(registered(renamed), registered(south));
});

test('the order of the fields makes no other unit', () => {
  const { validOn, ...rest } = north;
  given(registered(north)).when(registerUnits, [{ ...rest, validOn }]).thenNothing();
});

test('a unit that cannot be is refused by its place in the list', () => {
  given().when(registerUnits, [north, { ...south, unit: '10 000 002' }])
    .thenRefused('field-malformed', 'units.1.unit');
});
