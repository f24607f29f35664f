import type { LeadNews } from '../../application/ports/leases.js';
import type { Log } from './log.js';

/**
 * Says what this process leads from now on, or no more. The number of a lease is the same in the logs of all
 * processes, so that a line of whoever takes over leads to those of whoever led.
 */
export const logLead = (log: Log, { is, lease: { name: leads, token: lease, after } }: LeadNews): void => {
  if (is === 'lost') return log.warn({ leads, lease }, 'leads no more: another process has taken over');
  if (is === 'given up') return log.info({ leads, lease }, 'leads no more: given up');
  if (!after) return log.info({ leads, lease }, 'leads from now on');
  const [afterLease, endedAt] = [after.token, new Date(after.endedAt).toISOString()];
  const taken = { leads, lease, afterLease, endedAt };
  log.warn(taken, 'leads from now on: taken over, the lease before had ended');
};
