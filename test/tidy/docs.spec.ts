import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { placesOf, type ProjectFile, projectFiles, root } from './project-files.js';

const pages = projectFiles.filter(({ path }) => path.endsWith('.md'));
const decisions = pages.map(({ path }) => /^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1])
  .filter((number) => number !== undefined);

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, blank);
const withoutCode = (page: ProjectFile): ProjectFile =>
  ({ ...page, text: withoutBlocks(page.text).replace(/`[^`\n]*`/g, blank) });

/** The anchors of a page, as GitHub makes them from its headings, and those that are written out. */
const anchorsOf = ({ text }: ProjectFile): Set<string> => {
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1]!));
  for (const [, heading] of withoutBlocks(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const slug = heading!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let repetition = 1; anchors.has(anchor); repetition += 1) anchor = `${slug}-${repetition}`;
    anchors.add(anchor);
  }
  return anchors;
};

const isDead = (link: string, from: ProjectFile): boolean => {
  if (/^(https?|mailto):/.test(link)) return false;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from.path : posix.join(posix.dirname(from.path), decodeURI(path));
  if (!existsSync(join(root, target))) return true;
  const page = pages.find((other) => other.path === target);
  return anchor !== undefined && page !== undefined && !anchorsOf(page).has(anchor);
};

test('every link between pages leads somewhere, and to a heading that is there', () => {
  const links = /\]\(([^)\s]+)[^)\n]*\)/g;
  expect(placesOf(links, pages.map(withoutCode), (match, page) => isDead(match[1]!, page))).toEqual([]);
});

test('every page that is spoken of exists, by its path or its name', () => {
  const isUnknown = (name: string): boolean => !pages.some(({ path }) => `/${path}`.endsWith(`/${name}`));
  const named = /(?<![\w/.-])(?:[\w-]+\/)*[\w-]+\.md\b/g;
  expect(placesOf(named, projectFiles, ([name]) => isUnknown(name))).toEqual([]);
});

test('decisions are numbered from 0001 on, without gaps or repetitions', () => {
  expect(decisions).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, '0')));
});

test('every decision that is spoken of exists', () => {
  expect(placesOf(/\bADR (\d{4})\b/g, projectFiles, (match) => !decisions.includes(match[1]!))).toEqual([]);
});
