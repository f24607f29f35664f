/**
 * Beginnings of words that speak of what may not stand in a file (ordinance 2006:39, 5 §): health, crime and
 * coercive measures, origin, belief. No authority publishes such a list: this one is ours (assumed). It only
 * makes one ask, since a plan for a nursing school may well need such a word.
 */
const STEMS: readonly string[] = [
  'adhd', 'alkohol', 'ångest', 'asperger', 'autis', 'bup', 'depress', 'diagnos', 'drog', 'funktionsned',
  'gravid', 'handikap', 'läkar', 'medicin', 'missbruk', 'narkot', 'npf', 'psyk', 'rehab', 'självmord',
  'självskad', 'sjuk', 'suicid', 'terap', 'vårdcentral', 'behandling',
  'anmäld', 'anstalt', 'åtal', 'brott', 'dömd', 'fängel', 'frihetsberöv', 'häkt', 'krimin', 'lvm',
  'lvu', 'misshand', 'omhändertag', 'polis', 'stöld',
  'etnisk', 'fackför', 'homosex', 'judisk', 'kristen', 'muslim', 'religi', 'romsk', 'samisk', 'sexuell',
];

const WORD = /[\p{L}\p{M}]+/gu;

/** The beginnings from the list that words of a text have, in the list's order; case plays no part. */
export const stemsIn = (text: string): string[] => {
  const words = (text.normalize('NFC').toLowerCase().match(WORD) ?? []);
  return STEMS.filter((stem) => words.some((word) => word.startsWith(stem)));
};
