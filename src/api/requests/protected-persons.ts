import type { Caller } from '../../application/access/caller.js';
import { seesProtected } from '../../application/access/listed.js';
import { unnamed } from '../../application/access/unnamed.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { ApiDependencies } from '../dependencies.js';

/** Whose identity is protected today, or will be; nobody for a caller who may see them. */
export const protectedFor = async (
  { charges, clock }: Pick<ApiDependencies, 'charges' | 'clock'>, caller: Caller,
): Promise<ReadonlySet<string>> =>
  (seesProtected(caller) ? new Set<string>() : charges.protectedOn(civilDateAt(clock.now())));

interface Lines {
  readonly items: readonly { readonly person: string }[];
}

/** A page of lines about money, without the pupils that the caller may not know of. */
export const unnamedFor = async (
  api: Pick<ApiDependencies, 'charges' | 'clock'>, caller: Caller, { items, ...page }: Lines,
): Promise<object> => ({ ...page, items: unnamed(items, await protectedFor(api, caller)) });
