import type { Caller } from '../../application/access/caller.js';
import { seesProtected } from '../../application/access/listed.js';
import { unnamed } from '../../application/access/unnamed.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { ApiDependencies } from '../dependencies.js';

type Asked = Pick<ApiDependencies, 'charges' | 'clock'>;

/** Whose identity is protected today, or will be. */
export const protectedToday = ({ charges, clock }: Asked): Promise<ReadonlySet<string>> =>
  charges.protectedOn(civilDateAt(clock.now()));

/** The same; nobody for a caller who may see them. */
export const protectedFor = async (api: Asked, caller: Caller): Promise<ReadonlySet<string>> =>
  (seesProtected(caller) ? new Set<string>() : protectedToday(api));

interface Lines {
  readonly items: readonly { readonly person: string }[];
}

/** A page of lines about money, without the pupils that the caller may not know of. */
export const unnamedFor = async (
  api: Asked, caller: Caller, { items, ...page }: Lines,
): Promise<object> => ({ ...page, items: unnamed(items, await protectedFor(api, caller)) });
