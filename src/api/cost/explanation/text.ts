import type { TrailEntry } from '../../../application/queries/trail.js';
import { isOfProgrammeAimedAt } from '../../../domain/price-list/match.js';
import type { PriceSource } from '../../../domain/price-list/price-rules.js';
import type { Price } from '../../../domain/price-list/state.js';
import type { IssuedLine } from '../../../domain/settlement/settle.js';
import { addDays } from '../../../domain/shared/civil-date.js';
import type { RestsOn } from '../../../domain/shared/rests-on.js';
import { minuteInSweden } from '../../minute-in-sweden.js';
import type { Language } from '../../requests/languages.js';
import type { ToldIssued, ToldLine, ToldPupil } from '../told-lines.js';
import { english } from './english.js';
import { type Label, type Phrases, TOLD_SETTINGS } from './phrases.js';
import { swedish } from './swedish.js';

type Row = readonly [label: Label, ...texts: readonly string[]];

/** What happened to a pupil, or was set for all. */
type Told = Pick<TrailEntry, 'id' | 'type' | 'validOn' | 'reportedAt' | 'recordedAt' | 'data'>;

const LABEL_WIDTH = 14;
const TEXT_WIDTH = 90;

/** Cut between words into lines that a letter has room for. */
const wrapped = (text: string): string[] => text.split(' ').reduce<string[]>((lines, word) => {
  const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
  if (lines.length > 0 && longer.length <= TEXT_WIDTH) lines[lines.length - 1] = longer;
  else lines.push(word);
  return lines;
}, []);

/** Settings of a counting rule, however they are nested: `measuring day 10, except month 9 on 09-15`. */
const settingsText = (value: unknown, names: Phrases['countingSettings'], between = ', '): string => {
  if (Array.isArray(value)) return value.map((each) => settingsText(each, names, ' ')).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${names[name] ?? name} ${settingsText(inner, names)}`).join(between);
};

const sumOf = (lines: readonly { readonly ore: number }[]): number =>
  lines.reduce((sum, { ore }) => sum + ore, 0);

/** Puts explanations together, alike in every language: what differs are its phrases. */
class Writer {
  constructor(private readonly say: Phrases) {}

  lines(lines: readonly ToldLine[], pupil: ToldPupil): string {
    return lines.map((line) => this.line(line, pupil)).join('\n\n\n');
  }

  line(line: ToldLine, pupil: ToldPupil): string {
    const { say } = this;
    const { principal, facts, withheld, variant, item } = line;
    const path = [line.studyPath, ...(variant === undefined ? [] : [say.variant(variant)])].join(', ');
    const rows: readonly Row[] = [
      ['pupil', this.pupil(pupil)],
      ['days', say.daysBetween(line.days, line.from, addDays(line.to, -1))],
      ['payer', `${line.payer}: ${say.payerBases[line.payerBasis]}`, this.mark(line.payerRestsOn)],
      [
        'payee', `${principal.name} (${principal.id}), ${say.principals[principal.kind]}`,
        say.atUnit(line.unitName, line.unit),
      ],
      ['studyPath', path], ...(item === undefined ? [] : [['besides', say.items[item]] as const]),
      [
        'because', ...facts.flatMap((fact) => this.fact(fact)),
        ...(withheld > 0 ? [say.notTold(withheld)] : []),
      ],
      ...line.beyondStay.map(({ setting, restsOn }): Row =>
        ['beyondStay', `${say.beyond[setting]} ${this.mark(restsOn)}`]),
      ...this.priceRows(line), ...this.decisionRows(line), ...this.countingRows(line), this.amountRow(line),
      ...this.vatRows(line),
    ];
    return this.block(say.title(line.ore, line.month), rows);
  }

  issued({ line, settlement, issuedBefore, right, rules, causes }: ToldIssued): string {
    const { say } = this;
    const [rightOre, issuedOre] = [sumOf(right), sumOf(issuedBefore)];
    const because = this.causes(causes);
    const rows: readonly Row[] = [
      ['line', line.id, say.ofSettlement(settlement.through, settlement.validOn)],
      ...(issuedBefore.length > 0
        ? [['issued', ...issuedBefore.map((each) => this.issuedBefore(each))] as const] : []),
      ['right', say.asKnownThen(rightOre)],
      ['amount', `${say.amount(rightOre)} − ${say.amount(issuedOre)} = ${say.kronor(rightOre - issuedOre)}`],
      ...(rules ? [['counting', say.rulesSince(rules)] as const] : []),
      ...(line.vatOre === undefined ? [] : [['vat', say.vatOfIt(line.vatOre)] as const]),
      ...(because.length > 0 ? [['because', ...because] as const] : []),
    ];
    return this.block(say.issuedTitle(line.ore, line.month), rows);
  }

  /** A title, and under it labels with what is told beside them. */
  private block(title: string, rows: readonly Row[]): string {
    const { labels } = this.say;
    const texts = rows.map(([label, ...told]) => told.flatMap(wrapped)
      .map((text, at) => `${(at === 0 ? labels[label] : '').padEnd(LABEL_WIDTH)}${text}`).join('\n'));
    return [title, '', ...texts].join('\n');
  }

  private mark(restsOn: RestsOn): string {
    return `[${this.say.marks[restsOn.mark]}: ${this.say.source(restsOn)}]`;
  }

  private pupil(pupil: ToldPupil): string {
    if (pupil === 'protected') return this.say.protectedPupil;
    return `${pupil.name ?? this.say.somePupil} (${pupil.person})`;
  }

  private fact({ type, validOn, reportedAt, recordedAt, id, data }: Told, ...more: string[]): string[] {
    const { say } = this;
    const { unit, studyPath, municipality, policy, agreement } = (data ?? {}) as Record<string, string>;
    const what = [municipality, unit, studyPath, policy, agreement, ...this.published(data)]
      .filter((each) => each !== undefined).join(' ');
    const times = [
      ...(reportedAt === undefined ? [] : [say.said(minuteInSweden(reportedAt))]),
      say.recorded(minuteInSweden(recordedAt)),
    ];
    const said = `${validOn}: ${say.fact(type)} ${what}`.trimEnd();
    return [[said, ...more].join('; '), times.join(', '), say.event(id)];
  }

  /** The amount of a price, where it is one. */
  private published(data: Told['data']): string[] {
    const { perYearOre, standing, origin } = (data ?? {}) as Partial<Price>;
    if (perYearOre === undefined || standing === undefined) return [];
    const { kronor, standings } = this.say;
    return [[kronor(perYearOre), standings[standing], ...(origin ? [origin] : [])].join(', ')];
  }

  private price({ perYearOre, standing, validOn, origin, id }: Price): string[] {
    const { say } = this;
    return [
      say.perYear(perYearOre, say.standings[standing], validOn), ...(origin ? [origin] : []), say.event(id),
    ];
  }

  private priceRows({ price, studyPath }: ToldLine): Row[] {
    if (!price) return [];
    const { say } = this;
    const asked = price.asked.map((source) => say.priceSources[source as PriceSource]);
    return [
      [
        'price', ...this.price(price), ...(isOfProgrammeAimedAt(price.key, studyPath)
          ? [say.ofProgramme(price.key.studyPath)] : []),
        say.byRule(say.priceRules[price.rule], asked),
        this.mark(price.restsOn),
      ],
      ...(price.higher ? [['notTaken', ...this.price(price.higher), say.higherOfTwo] as const] : []),
    ];
  }

  private decisionRows({ decision, extendedStudy, secondHand }: ToldLine): Row[] {
    return [decision, extendedStudy, secondHand].filter((each) => each !== undefined)
      .map(({ id, agreement, paidPercent, restsOn }): Row => [
        'decision', ...(agreement === undefined ? [] : [this.say.ofAgreement(agreement)]),
        ...(paidPercent === undefined ? [] : [this.say.percentPaid(paidPercent)]),
        this.say.event(id), this.mark(restsOn),
      ]);
  }

  private countingRows({ counting, policy, agreement }: ToldLine): Row[] {
    const { say } = this;
    const values: Readonly<Record<string, string>> = say.values;
    const own = settingsText(counting.settings, say.countingSettings);
    const settings = TOLD_SETTINGS.map((setting) => {
      const value = String(policy[setting]);
      return `${say.settings[setting]}: ${values[value] ?? value}`;
    });
    return [
      [
        'counting', say.version(counting.rule, counting.version), ...(own === '' ? [] : [own]),
        say.summary(counting), this.mark(counting.restsOn),
      ],
      [
        'policy', `${policy.name}, ${policy.id === undefined ? say.builtIn : say.event(policy.id)}`,
        ...settings,
      ],
      ...(agreement ? [['agreement', `${agreement.name} (${say.event(agreement.id)})`] as const] : []),
    ];
  }

  private amountRow({ amount, counting, ore }: ToldLine): Row {
    const { say } = this;
    const { perYearOre, partsBefore, parts, partsPerYear, oreBefore, oreWith, share, restsOn } = amount;
    const rest = 'rest-';
    const part = share === undefined ? '' : say.share(share.replace(rest, ''), share.startsWith(rest));
    const sum = (count: number, cost: number): string =>
      `${say.amount(perYearOre)} × ${count} ÷ ${partsPerYear}${part} = ${say.amount(cost)}`;
    const difference = `${say.amount(oreWith)} − ${say.amount(oreBefore)} = ${say.kronor(ore)}`;
    return [
      'amount', say.withDays(say.ofClaim(say.parts(counting.rule, parts)), sum(parts, oreWith)),
      say.withoutDays(say.parts(counting.rule, partsBefore), sum(partsBefore, oreBefore)),
      say.theLine(difference), this.mark(restsOn),
    ];
  }

  private vatRows({ vat }: ToldLine): Row[] {
    return vat ? [['vat', this.say.vatOfLine(vat.ore, vat.perYearOre), this.mark(vat.restsOn)]] : [];
  }

  private issuedBefore({ id, ore, kind }: IssuedLine): string {
    return this.say.issuedBefore(ore, kind, id);
  }

  private causes(causes: ToldIssued['causes']): string[] {
    if (!causes) return [];
    const { say } = this;
    return [
      ...causes.facts.flatMap((fact) => this.fact(fact)),
      ...causes.set.flatMap((one) => this.fact(one, ...(causes.gone.includes(one.id) ? [say.gone] : []))),
      ...(causes.registerChanged ? [say.registerChanged] : []),
      ...(causes.deadlinePassed ? [say.deadlinePassed] : []),
      ...(causes.rules ? [say.rulesChanged(causes.rules)] : []),
      ...(causes.withheld > 0 ? [say.notTold(causes.withheld)] : []),
    ];
  }
}

const languages: Readonly<Record<Language, Phrases>> = { sv: swedish, en: english };

const withMarks = (parts: readonly string[], { marksMean }: Phrases): string =>
  `${parts.filter((part) => part !== '').join('\n\n\n')}\n\n${marksMean}\n`;

/** Lines as a text that can be sent to a school: without identity numbers, and without protected names. */
export const explanationText = (
  lines: readonly ToldLine[], pupil: ToldPupil, language: Language,
): string => {
  const phrases = languages[language];
  if (lines.length === 0) return `${phrases.nothing}\n`;
  return withMarks([new Writer(phrases).lines(lines, pupil)], phrases);
};

/** Why an issued line is what it is; of a protected pupil the line's id is the reference. */
export const issuedText = (told: ToldIssued, pupil: ToldPupil, language: Language): string => {
  const [phrases, writer] = [languages[language], new Writer(languages[language])];
  return withMarks([writer.issued(told), writer.lines(told.right, pupil)], phrases);
};
