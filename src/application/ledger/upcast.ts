import { kindOf } from '../../domain/catalogue.js';

/** Turns the data of one version into the next. Each has a fixture in test/fixtures/events. */
export type Upcast = (data: unknown) => unknown;

/** By type, the steps from version 1 on. Empty until a shape changes for the first time. */
const steps: Readonly<Record<string, readonly Upcast[]>> = {};

/** Data of any stored version as today's version; throws for a version from the future. */
export const upcast = (type: string, version: number, data: unknown, known = steps): unknown => {
  const current = kindOf(type).version;
  if (version > current) {
    throw new Error(`${type} version ${version} was written by a newer Liggare; this one knows ${current}`);
  }
  return (known[type] ?? []).slice(version - 1, current - 1).reduce((older, step) => step(older), data);
};
