import { logLead } from './lead-log.js';
import type { LeadNews } from '../../application/ports/leases.js';
import { createLog } from './log.js';

const logged = (news: LeadNews): Record<string, unknown> => {
  const lines: string[] = [];
  logLead(createLog('info', { write: (line) => { lines.push(line); } }), news);
  expect(lines).toHaveLength(1);
  const { time: _, ...said } = JSON.parse(lines[0]!) as Record<string, unknown>;
  return said;
};

const lease = { name: 'projection/caseload', token: 7 };
const said = { leads: 'projection/caseload', lease: 7 };

test('that a process leads something is one line in its log', () => {
  expect(logged({ is: 'gained', lease })).toEqual({ ...said, level: 'info', msg: 'leads from now on' });
});

test('of a takeover the line says which lease had ended, and when', () => {
  const endedAt = Date.UTC(2026, 2, 1, 12);
  expect(logged({ is: 'gained', lease: { ...lease, after: { token: 6, endedAt } } })).toEqual({
    ...said, level: 'warn', afterLease: 6, endedAt: '2026-03-01T12:00:00.000Z',
    msg: 'leads from now on: taken over, the lease before had ended',
  });
});

test.each([
  ['lost', 'warn', 'leads no more: another process has taken over'],
  ['given up', 'info', 'leads no more: given up'],
] as const)('that what was led is %s is one line, whatever was before', (is, level, msg) => {
  const after = { token: 6, endedAt: 0 };
  expect(logged({ is, lease: { ...lease, after } })).toEqual({ ...said, level, msg });
});
