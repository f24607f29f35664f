import type { Command } from 'commander';
import type { AgreementVersion, CostPolicyVersion } from '../../domain/agreement/events.js';
import type { InForce } from '../../domain/agreement/in-force.js';
import { countingCode } from '../../domain/cost/counting/counting-rules.js';
import type { PolicySetting } from '../../domain/cost/setting-marks.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { day, option } from '../options.js';
import type { Column, Output } from '../output.js';
import { everyPage, type Page } from '../pages.js';
import { checkPolicy } from '../policy-check.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

type Agreement = InForce<AgreementVersion>;
type Policy = InForce<CostPolicyVersion>;

interface Answer {
  readonly agreements?: readonly Agreement[];
  readonly policies?: readonly Policy[];
  readonly marks?: Readonly<Record<PolicySetting, string>>;
}

interface AgreementsOptions {
  readonly on?: string;
  readonly agreement?: string;
  readonly policy?: string;
  readonly check?: string;
}

type Terms = AgreementVersion['terms'][number];

const DAWN = '0001-01-01';
const fromText = (from: string): string => (from === DAWN ? '' : from);

const termsColumns: readonly Column<Agreement & Terms>[] = [
  ['agreement', ({ agreement }) => agreement], ['from', ({ validOn }) => validOn],
  ['until', ({ until }) => until], ['parties', ({ parties }) => parties.join(' ')],
  ['pays', ({ payee, payees }) => (payees ? `${payee}: ${payees.join(' ')}` : payee)],
  ['policy', ({ policy }) => policy], ['price rule', ({ priceRule }) => priceRule ?? 'as the law has it'],
];

type Shares = NonNullable<AgreementVersion['shares']>[number];
type Share = Shares['remainder'];

const shareText = ({ payer = 'home', parts }: Share): string => `${payer}=${parts}`;

const sharesColumns: readonly Column<Agreement & Shares>[] = [
  ['agreement', ({ agreement }) => agreement], ['from', ({ validOn }) => validOn],
  ['until', ({ until }) => until], ['shares study paths', ({ studyPaths }) => studyPaths.join(' ')],
  ['paid to', ({ payee, payees }) => (payees ? `${payee}: ${payees.join(' ')}` : payee)],
  ['units', ({ units }) => units?.join(' ') ?? 'any'],
  ['remainder', ({ remainder }) => shareText(remainder)],
  ['others', ({ others }) => others.map(shareText).join(' ')],
];

const policyColumns: readonly Column<Policy>[] = [
  ['policy', ({ policy }) => policy], ['from', ({ validOn }) => fromText(validOn)],
  ['until', ({ until }) => until], ['set by', ({ id }) => id ?? 'built in'],
  ['counting', ({ counting }) => countingCode(counting)],
];

/** Settings as people read them, in the order in which they matter. */
const headings = {
  counting: 'how days are counted', augustStartPaysFromJuly: 'an August start is paid from 1 July',
  dropoutDay: 'the day of a dropout is', documentPays: 'a final document in May or June pays',
  confirmBy: 'a summer placement is confirmed by', correctsYearsBack: 'calendar years that corrections reach',
  reportsWithinDays: 'days within which a school reports',
  extendedStudy: 'study beyond the years of the education is',
  supportLasts: 'support of programinriktat val lasts',
} as const satisfies Record<PolicySetting, string>;

interface Setting {
  readonly policy: Policy;
  readonly name: PolicySetting;
  readonly mark: string;
}

const valueOf = ({ policy, name }: Setting): string => {
  const value = policy[name];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? countingCode(value) : String(value);
};

const settingColumns: readonly Column<Setting>[] = [
  ['policy', ({ policy }) => policy.policy], ['from', ({ policy }) => fromText(policy.validOn)],
  ['setting', ({ name }) => headings[name]], ['value', valueOf], ['rests on', ({ mark }) => mark],
];

const settingsOf = (policy: Policy, marks: NonNullable<Answer['marks']>): Setting[] =>
  (Object.keys(headings) as PolicySetting[]).map((name) => ({ policy, name, mark: marks[name] }));

const print = (output: Output, { agreements, policies, marks }: Answer): void => {
  if (agreements) {
    output.table(termsColumns, agreements.flatMap((one) => one.terms.map((terms) => ({ ...one, ...terms }))));
    const shared = agreements.flatMap((one) => (one.shares ?? []).map((shares) => ({ ...one, ...shares })));
    if (shared.length > 0) output.line('');
    if (shared.length > 0) output.table(sharesColumns, shared);
  }
  if (agreements && policies) output.line('');
  if (!policies || !marks) return;
  output.table(policyColumns, policies);
  output.line('');
  output.table(settingColumns, policies.flatMap((policy) => settingsOf(policy, marks)));
};

const mustAskOneThing = ({ on, agreement, policy }: AgreementsOptions): void => {
  if ([on, agreement, policy].filter((each) => each !== undefined).length < 2) return;
  throw new CliFailure('Choose one of --on, --agreement and --policy.', WRONG_USAGE);
};

export const addAgreements = (program: Command, terminal: Terminal): void => {
  program.command('agreements')
    .description('Which agreements and policies hold on a day: who takes part, and how days are paid.')
    .addOption(option('--on <day>', 'the day they hold on (today)', day))
    .option('--agreement <name>', 'instead: one agreement, version by version')
    .option('--policy <name>', 'instead: one policy, version by version')
    .option('--check <file>', 'with --policy, instead: what setting it so would move of what is issued')
    .addHelpText('after', `
Examples:
  $ liggare agreements
  $ liggare agreements --on 2026-01-01 --json
  $ liggare agreements --policy default
  $ liggare agreements --policy default --check measuring-day.json

The file of a check has what POST /v1/cost-policies/{policy}/versions takes; nothing is recorded.
What each setting rests on: law [L], another source [S], or a proposal [P] that is to be confirmed.`)
    .action(async (options: AgreementsOptions, command: Command) => {
      mustAskOneThing(options);
      const session = sessionOf(command, terminal);
      const { on: date, agreement, policy, check } = options;
      if (check !== undefined) return checkPolicy(session, check, policy);
      const answer = await withClient(session, async (client, atLeast): Promise<Answer> => {
        const ask = <T>(what: string, name?: string): Promise<Page<T> & Pick<Answer, 'marks'>> =>
          everyPage(client, `/v1/${what}${name === undefined ? '' : `/${encodeURIComponent(name)}/versions`}`,
            { date, atLeast });
        const agreements = policy === undefined ? await ask<Agreement>('agreements', agreement) : undefined;
        const policies = agreement === undefined ? await ask<Policy>('cost-policies', policy) : undefined;
        return { agreements: agreements?.items, policies: policies?.items, marks: policies?.marks };
      });
      session.output.result(answer, () => print(session.output, answer));
    });
};
