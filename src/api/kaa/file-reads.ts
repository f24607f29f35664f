import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Caller } from '../../application/access/caller.js';
import { ReadingsAhead, recordRead } from '../../application/kaa/record-read.js';
import { recordReportRead } from '../../application/kaa-report/report-reads.js';
import type { TrailEntry } from '../../application/queries/trail.js';
import type { ReadEvent } from '../../domain/kaa/read-events.js';
import type { ReportPart } from '../../domain/kaa-report/events.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { StreamErased } from '../../domain/shared/erasure.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { faultOf } from '../observability/log.js';

/** Records who reads of a youth, before they are answered: what cannot be recorded is not shown. */
@Injectable()
export class FileReads implements OnModuleDestroy {
  private readonly ahead: ReadingsAhead;

  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {
    this.ahead = new ReadingsAhead(api.vault, (error) => api.log.warn({ fault: faultOf(error) },
      'where readings of next month go could not be made beforehand: whoever reads then makes it'));
  }

  onModuleDestroy(): void {
    this.ahead.stop();
  }

  async note(
    { actor, organisation }: Caller, id: string, how: ReadEvent['data']['how'], of: readonly string[],
  ): Promise<void> {
    const { ledger, vault, ids, clock } = this.api;
    const person = await vault.canonicalPerson(id);
    const context = { actor, organisation, commandKey: ids.next() };
    const municipalities = [...new Set(of)].sort();
    const validOn = civilDateAt(clock.now());
    await recordRead(ledger, person, { validOn, how, municipalities }, context);
    this.ahead.add(person, validOn);
  }

  /** Of a half-year report, in which something of every youth's file stands. */
  noteReport({ actor, organisation }: Caller, report: string, how: ReportPart): Promise<void> {
    const { ledger, ids, clock } = this.api;
    const said = { report, validOn: civilDateAt(clock.now()), how };
    return recordReportRead(ledger, said, { actor, organisation, commandKey: ids.next() });
  }

  /** Of a trail, every person of whom it shows something from a file; what was erased shows nothing. */
  async noteTrail(caller: Caller, entries: readonly TrailEntry[]): Promise<void> {
    const shown = new Map<string, string[]>();
    for (const { category, person, type, data, erased } of entries) {
      if (category !== 'kaa' || person === undefined || erased || type === StreamErased.type) continue;
      const { municipality = [] } = (data ?? {}) as { municipality?: string };
      shown.set(person, [...shown.get(person) ?? [], ...[municipality].flat()]);
    }
    for (const [person, of] of shown) await this.note(caller, person, 'trail', of);
  }
}
