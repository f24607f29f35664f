import { refuse } from '../shared/refusal.js';
import type { Said } from '../shared/reported.js';
import type { SettlementApproved, SettlementEvent, SettlementPrepared } from './events.js';

/** A step of settling, and who took it. */
export interface Step {
  readonly event: SettlementEvent;
  /** Opaque, as the ledger notes it beside the event. */
  readonly actor: string;
}

export type Preparation = Said<typeof SettlementPrepared>;

/** Where a settlement has come; `superseded` by one that was prepared after it. */
export type Stage = 'prepared' | 'superseded' | 'approved' | 'issued' | 'abandoned';

export interface Settlement extends Preparation {
  readonly stage: Stage;
  readonly preparedBy: string;
  readonly approved?: { readonly by: string; readonly on: Said<typeof SettlementApproved>['validOn'] };
}

/** All settlements, in the order in which they were prepared. */
export const settlementsIn = (steps: readonly Step[]): Settlement[] => {
  const all = new Map<string, Settlement>();
  const to = (id: string, change: Partial<Settlement>): void => {
    const known = all.get(id);
    if (known) all.set(id, { ...known, ...change });
  };
  const supersede = (): void => {
    const open = [...all.values()].filter(({ stage }) => stage === 'prepared');
    for (const { settlement } of open) to(settlement, { stage: 'superseded' });
  };
  for (const { event, actor } of steps) {
    const { settlement } = event.data;
    switch (event.type) {
      case 'SettlementPrepared':
        supersede();
        all.set(settlement, { ...event.data, stage: 'prepared', preparedBy: actor });
        break;
      case 'SettlementApproved':
        to(settlement, { stage: 'approved', approved: { by: actor, on: event.data.validOn } });
        break;
      case 'SettlementIssued': to(settlement, { stage: 'issued' }); break;
      case 'SettlementAbandoned': to(settlement, { stage: 'abandoned' }); break;
    }
  }
  return [...all.values()];
};

/** Refuses (`settlement-unknown`) an id that none has. */
export const settlementNamed = (id: string, settlements: readonly Settlement[]): Settlement =>
  settlements.find(({ settlement }) => settlement === id)
    ?? refuse('settlement-unknown', 'settlement', 'Prepare the settlement first.');

/** The last month that an issued settlement reaches. */
export const settledThrough = (settlements: readonly Settlement[]): string | undefined =>
  settlements.filter(({ stage }) => stage === 'issued').map(({ through }) => through).sort().at(-1);

/** The one that is approved and not issued yet; there is never more than one. */
export const underWay = (settlements: readonly Settlement[]): Settlement | undefined =>
  settlements.find(({ stage }) => stage === 'approved');
