import { kindOf } from '../../domain/catalogue.js';

/** Turns the data of one version into the next. Each version has a fixture in test/fixtures/events. */
export type Upcast = (data: unknown) => unknown;

/** The version of a type that is written today, and the steps that lead there, from version 1 on. */
export interface Versions {
  currentOf(type: string): number;
  stepsOf(type: string): readonly Upcast[];
}

/** By type, the steps from version 1 on. Empty until a shape changes for the first time. */
const steps: Readonly<Record<string, readonly Upcast[]>> = {};

const catalogued: Versions = {
  currentOf: (type) => kindOf(type).version, stepsOf: (type) => steps[type] ?? [],
};

/** Data of any stored version as today's; throws for one from the future, or that no step leads from. */
export const upcast = (type: string, version: number, data: unknown, versions = catalogued): unknown => {
  const current = versions.currentOf(type);
  if (version > current) {
    throw new Error(`${type} version ${version} was written by a newer Liggare; this one knows ${current}`);
  }
  let upToDate = data;
  for (let from = version; from < current; from += 1) {
    const step = versions.stepsOf(type)[from - 1];
    if (!step) throw new Error(`No step leads from ${type} version ${from} to the next`);
    upToDate = step(upToDate);
  }
  return upToDate;
};
