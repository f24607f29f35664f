import { encodeEvent } from '../../src/application/ledger/event-codec.js';
import { KeyRing } from '../../src/application/ledger/key-ring.js';
import type { OpenedEvent } from '../../src/application/ledger/opened-event.js';
import type { Clock } from '../../src/application/ports/clock.js';
import { BEGINNING, type Position } from '../../src/application/ports/event-store.js';
import type { Sealer } from '../../src/application/ports/sealer.js';
import {
  HomeMunicipalityRegistered, IdentityNumberAdded, NameRecorded, PersonFactWithdrawn,
} from '../../src/domain/person/events.js';
import { UnitRegistered } from '../../src/domain/school-register/events.js';
import { Enrolled } from '../../src/domain/schooling/events.js';
import { StreamErased } from '../../src/domain/shared/erasure.js';
import { type Category, type Event, event } from '../../src/domain/shared/event.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { CountingIds } from './counting-ids.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { InMemoryVault } from './in-memory-vault.js';

const source = 'school-system';

/** A small ledger in memory, with a verb for each thing that can happen in tests of projections. */
export class ToyLedger {
  nowMs = Date.UTC(2026, 7, 17);
  readonly clock: Clock = { now: () => this.nowMs };
  readonly sealer: Sealer = new SodiumSealer();
  readonly events = new InMemoryEventStore(this.clock);
  readonly vault = new InMemoryVault(this.sealer, new CountingIds());

  /** The id of the person known by a number (any text will do here: it goes no further than the vault). */
  person(number: string): Promise<string> {
    return this.vault.claim(number);
  }

  lives(person: string, municipality: string, validOn = '2026-08-17'): Promise<Position> {
    return this.about(person, 'person', event(HomeMunicipalityRegistered, { municipality, validOn, source }));
  }

  isCalled(person: string, givenName: string): Promise<Position> {
    return this.about(person, 'person', event(NameRecorded, {
      givenName, familyName: 'Påhittad', validOn: '2026-08-17', source,
    }));
  }

  enrols(person: string, unit: string, validOn = '2026-08-17'): Promise<Position> {
    return this.about(person, 'schooling', event(Enrolled, { unit, validOn, studyPath: 'NANAT', source }));
  }

  /** Says, in the first person's stream, that the second is the same. */
  isAlso(person: string, other: string): Promise<Position> {
    return this.about(person, 'person', event(IdentityNumberAdded, {
      number: '000000000000', kind: 'temporary', validOn: '2026-08-17', source, joins: other,
    }));
  }

  /** Withdraws what `isAlso` said of them. */
  async isNotAlso(person: string, other: string): Promise<Position> {
    const { stream } = await this.vault.openStream(person, 'person');
    const opened = await new KeyRing(this.vault, this.sealer).open(await this.events.readStream(stream));
    const said = opened.find((one) => !one.erased && (one.data as { joins?: string }).joins === other);
    if (!said) return this.events.head();
    return this.about(person, 'person', event(PersonFactWithdrawn, {
      validOn: '2026-08-17', source, withdraws: said.id, joined: other,
    }));
  }

  runs(principal: string, unit: string): Promise<Position> {
    const kind = 'independent';
    return this.plain('schoolregister-toy', event(UnitRegistered, {
      unit, name: 'Påhittade gymnasiet', validOn: '2020-01-01', principal: { id: principal, name: 'P', kind },
    }));
  }

  /** Erases a stream as it is done: fence, destroy the key, then say so in the ledger. */
  async erase(person: string, category: Category): Promise<Position> {
    const { stream } = await this.vault.openStream(person, category);
    await this.vault.fence(stream);
    await this.vault.destroy(stream);
    return this.plain(stream, event(StreamErased, { decision: 'TEST-1' }));
  }

  async about(person: string, category: Category, fact: Event): Promise<Position> {
    const { stream, key } = await this.vault.openStream(person, category);
    return key ? this.append(stream, key, fact) : this.events.head();
  }

  plain(stream: string, fact: Event): Promise<Position> {
    return this.append(stream, undefined, fact);
  }

  /** Everything in the ledger, opened as by somebody who comes now. */
  async all(): Promise<OpenedEvent[]> {
    const stored = await this.events.readAll(BEGINNING, { limit: Number.MAX_SAFE_INTEGER });
    return new KeyRing(this.vault, this.sealer).open(stored);
  }

  /** The id comes from stream and content: the same facts have the same ids in any order of arrival. */
  private async append(stream: string, key: Uint8Array | undefined, fact: Event): Promise<Position> {
    const recorded = await this.events.readStream(stream);
    const id = this.sealer.plainId(`${stream}|${JSON.stringify(fact)}`);
    const known = recorded.find((one) => one.id === id);
    if (known) return known.position;
    const revision = recorded.length;
    const meta = { actor: 'test', organisation: 'test', commandId: id };
    const encoded = encodeEvent(this.sealer, fact, { stream, revision, key, id, meta });
    return (await this.events.append(stream, revision - 1, [encoded])).position;
  }
}
