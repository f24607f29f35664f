import { projectFiles } from './project-files.js';

/** The 14 points that were measured on a real server each have a case, and what the page names is there. */

const PAGE = 'docs/how-to/kurrentdb.md';
const ADAPTER = 'src/infrastructure/event-store/kurrentdb';
const FILES: Readonly<Record<string, RegExp>> = {
  measured: new RegExp(`^${ADAPTER}/measured(-newer|-on-command)?\\.spec\\.ts$`),
  faults: new RegExp(`^${ADAPTER}/faults\\.spec\\.ts$`),
  classified: new RegExp(`^${ADAPTER}/driver-error\\.spec\\.ts$`),
  addresses: /^src\/infrastructure\/configuration\/configuration\.spec\.ts$/,
  contract: /^test\/contract\/event-store.*\.contract\.ts$/,
};
const ROW = /^\| (\d+|–) \| .+ \| (.+) \|$/gm;
const REMARK = / \([^()]*(\([^()]*\))?[^()]*\)/g;

const page = projectFiles.find(({ path }) => path === PAGE)!.text;
const rows = [...page.matchAll(ROW)].map(([, point, cases]) => ({
  point: point!, cases: cases!.replace(REMARK, '').split('; '),
}));

/** `faults: …` is part of a test's name, `measured: 5` the number it begins with. */
const isThere = (named: string): boolean => {
  const [, kind = '', name = ''] = /^(\w+): (.+)$/.exec(named) ?? [];
  const start = /^\d+$/.test(name) ? `('${name}: ` : name;
  return projectFiles.some(({ path, text }) => FILES[kind]?.test(path) && text.includes(start));
};

test('each of the 14 points has its row', () => {
  const points = new Set(rows.map(({ point }) => point));
  expect([...points]).toEqual([...Array.from({ length: 14 }, (_, index) => `${index + 1}`), '–']);
});

test('every case that is named is there', () => {
  expect(rows.flatMap(({ cases }) => cases).filter((named) => !isThere(named))).toEqual([]);
});
