import base from './jest.config.js';
import { ALONE, specsTogether } from './scripts/specs-together.mjs';

await specsTogether();

/** All specs but those of tidy, most of them in few suites (docs/adr/0033-specs-run-together.md). */
export default {
  ...base,
  testRegex: ['/\\.build/together/[^/]*\\.spec\\.ts$', `(${ALONE.join('|')}).*\\.spec\\.ts$`],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.build/(?!together)'],
};
