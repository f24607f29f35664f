import type { PersonView } from '../queries/person-view.js';
import type { YouthView } from '../queries/youth-view.js';
import { may } from './access.js';
import type { Caller } from './caller.js';
import { mayKeepFile } from './disclose-youth.js';

/** A person as what schools may be asked of them depends on. */
export interface AskedAbout {
  readonly view: Pick<PersonView, 'municipalities'>;
  readonly youth: YouthView;
}

/**
 * Whether a municipality may ask schools about somebody: who belongs there, has belonged or will; and, where
 * a writer of its files asks, on whom it may keep one. Nobody else learns by asking that there is a file.
 */
export const mayAskAbout = (
  caller: Caller, municipality: string, { view, youth }: AskedAbout,
): boolean => view.municipalities.some((one) => one.municipality === municipality)
  || (may(caller, 'record-kaa-fact', { organisations: [municipality] }) === 'allowed'
    && mayKeepFile(youth, municipality));
