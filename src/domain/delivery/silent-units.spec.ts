import { emptySchoolRegister, evolveSchoolRegister } from '../school-register/state.js';
import { silentUnits } from './silent-units.js';

const principal = { id: '1480', name: 'Exempelkommunen', kind: 'municipal' } as const;
const registered = (unit: string, more: { validOn?: string; closed?: true } = {}) => ({
  type: 'UnitRegistered', data: { unit, name: `Skola ${unit}`, validOn: '2020-01-01', principal, ...more },
} as const);

const register = [
  registered('10000002'), registered('10000001'), registered('10000003'),
  registered('10000003', { validOn: '2026-01-01', closed: true }),
  registered('10000004', { validOn: '2026-08-01' }),
].reduce(evolveSchoolRegister, emptySchoolRegister);

const silentOn = (today: string, heard: Record<string, string>, days = 14) =>
  silentUnits(register, new Map(Object.entries(heard)), { today, days })
    .map(({ unit, heardOn, silentDays }) => [unit, heardOn, silentDays].join(' ').trim());

describe('a school unit is silent', () => {
  test('when nothing came of it for as many days as asked', () => {
    const heard = { 10000001: '2026-03-02', 10000002: '2026-03-03' };
    expect(silentOn('2026-03-16', heard)).toEqual(['10000001 2026-03-02 14']);
    expect(silentOn('2026-03-17', heard)).toEqual(['10000001 2026-03-02 15', '10000002 2026-03-03 14']);
    expect(silentOn('2026-03-17', heard, 16)).toEqual([]);
  });

  test('when nothing ever came of it', () => {
    expect(silentOn('2026-03-16', { 10000001: '2026-03-16' })).toEqual(['10000002']);
  });

  test('unless it is closed, or has not begun', () => {
    expect(silentOn('2025-12-31', {})).toEqual(['10000001', '10000002', '10000003']);
    expect(silentOn('2026-08-01', {})).toEqual(['10000001', '10000002', '10000004']);
  });
});
