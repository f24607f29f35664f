import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedded } from '../../src/composition/embedded.js';
import { type DeliveryFile, simulate } from '../../src/infrastructure/simulation/simulate.js';
import { apart, type Outcome } from './apart.js';
import { openedBatches } from './reading.js';
import { takeIn } from './take-in.js';

export type Scale = 'small' | 'full';

/** How much is measured. */
export interface Sizes {
  /** Single-event appends in a round. */
  readonly appends: number;
  /** Pupils of the region that most benches are about. */
  readonly pupils: number;
  /** Pupils of the region that memory and start are about: a million events and more at full scale. */
  readonly manyPupils: number;
  /** Commands over HTTP in a round. */
  readonly commands: number;
  /** Requests for each kind of page. */
  readonly pages: number;
  /** Events of a round through the adapters of KurrentDB and MongoDB. */
  readonly adapterEvents: number;
  /** Pupils of the region that read models are made of over KurrentDB and MongoDB. */
  readonly adapterPupils: number;
  /** Events of the ledger over which the memory of an adapter must not grow. */
  readonly adapterMemoryEvents: number;
  /** What is compared is measured so often, in turns. */
  readonly rounds: number;
}

export const sizesOf: Readonly<Record<Scale, Sizes>> = {
  small: {
    appends: 6_400, pupils: 1_000, manyPupils: 2_000, commands: 250, pages: 200, adapterEvents: 4_000,
    adapterPupils: 1_000, adapterMemoryEvents: 20_000, rounds: 3,
  },
  full: {
    appends: 64_000, pupils: 40_000, manyPupils: 163_000, commands: 10_000, pages: 2_000,
    adapterEvents: 40_000, adapterPupils: 4_000, adapterMemoryEvents: 1_000_000, rounds: 3,
  },
};

/** The deliveries of a simulated region. */
export interface Region {
  readonly folder: string;
  readonly files: readonly DeliveryFile[];
}

/** A data folder that a region was taken into, projected and closed. */
export interface Filled {
  readonly folder: string;
  readonly events: number;
  /** Everybody that the ledger has facts about. */
  readonly persons: readonly string[];
}

/** A large data folder, and what it took to fill it in a process of its own. */
export interface Large {
  readonly dataFolder: string;
  readonly outcome: Outcome;
}

/** What benches share: sizes, the seed, folders on the disk that is measured, and what is costly to make. */
export class Rig {
  private readonly regions = new Map<number, Promise<Region>>();
  private filling: Promise<Filled> | undefined;
  private fillingLarge: Promise<Large> | undefined;
  private folders = 0;

  constructor(readonly sizes: Sizes, readonly seed: number, private readonly folder: string) {}

  /** A folder, or a file, that is not there yet. */
  place(name: string): string {
    this.folders += 1;
    return join(this.folder, `${this.folders}-${name}`);
  }

  /** A school year of so many pupils as files, made once. */
  region(pupils: number): Promise<Region> {
    const made = this.regions.get(pupils) ?? this.simulated(pupils);
    this.regions.set(pupils, made);
    return made;
  }

  /** The region of `sizes.pupils`, taken in once. */
  filled(): Promise<Filled> {
    return this.filling ??= this.fill();
  }

  /** The region of `sizes.manyPupils`, taken in once. */
  large(): Promise<Large> {
    return this.fillingLarge ??= this.fillLarge();
  }

  private async fillLarge(): Promise<Large> {
    const dataFolder = this.place('large');
    const region = await this.region(this.sizes.manyPupils);
    return { dataFolder, outcome: await apart({ does: 'intake', dataFolder, region }) };
  }

  private async simulated(pupils: number): Promise<Region> {
    const folder = this.place('region');
    await mkdir(folder, { recursive: true });
    const { files } = await simulate({ folder, pupils, seed: this.seed, schoolYear: '2025/2026' });
    return { folder, files };
  }

  private async fill(): Promise<Filled> {
    const folder = this.place('filled');
    const region = await this.region(this.sizes.pupils);
    const liggare = await openEmbedded({ dataFolder: folder });
    try {
      await takeIn(liggare, region);
      const persons = new Set<string | undefined>();
      let events = 0;
      for await (const batch of openedBatches(liggare)) {
        events += batch.length;
        for (const { person } of batch) persons.add(person);
      }
      return { folder, events, persons: [...persons].filter((person) => person !== undefined) };
    } finally {
      await liggare.close();
    }
  }
}
