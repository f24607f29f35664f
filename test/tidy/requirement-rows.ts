import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, root } from './project-files.js';

/** What a page says of one requirement: what state it is in, and where that shows. */
export interface RequirementRow {
  readonly requirement: string;
  readonly state: string;
  readonly where: string;
}

const pageAt = (path: string): string => projectFiles.find((file) => file.path === path)!.text;

/** The rows of a page whose first cell is a name such as `K1`, in their order; state and place come last. */
export const requirementRows = (path: string, name: RegExp): RequirementRow[] => pageAt(path).split('\n')
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  .filter(([first]) => name.test(first ?? ''))
  .map((cells) => ({ requirement: cells[0]!, state: cells.at(-2)!, where: cells.at(-1)! }));

/** Names of the rows that are no word for a state, or say a test is there and name none. */
export const unproven = (rows: readonly RequirementRow[]): string[] => rows
  .filter(({ state, where }) => !['built', 'partly', 'not yet'].includes(state)
    || (state === 'built' && !where.includes('.spec.ts`')))
  .map(({ requirement }) => requirement);

/** The spec files a page names that are not there. */
export const missingSpecs = (path: string): string[] =>
  [...pageAt(path).matchAll(/`([\w/.-]+\.spec\.ts)`/g)].map(([, spec]) => spec!)
    .filter((spec) => !existsSync(join(root, spec)));
