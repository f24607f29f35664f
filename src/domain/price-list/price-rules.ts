import type { CivilDate } from '../shared/civil-date.js';
import { isAdapted } from '../shared/programmes.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';
import { isIntroduction, isProgrammeChoice } from '../shared/study-path.js';
import type { PriceKey } from './state.js';

/** Where a price may come from. A rule names several, in the order in which they are asked. */
export type PriceSource =
  /** What the National Agency decided for one education: a special variant, or national recruitment. */
  | 'decision'
  /** The list of the agreement that payer and payee take part in. */
  | 'agreement'
  /** What the education costs the home municipality, or its list of grants. */
  | 'payer'
  /** What it costs the principal that is paid. */
  | 'payee'
  /** A list that answers for anyone. */
  | 'general'
  /** The national price list (riksprislista), for independent principals. */
  | 'national';

/**
 * Price rules by name: which price is taken, in explicit order, the first that answers before the next. No
 * answer from any of them is a deviation, never zero. Two rules take the lower of what the first says and of
 * what the others do: `second-hand` needs both, `programme-choice` does with the others' alone.
 */
export const priceRules = {
  'internal': ['payee', 'agreement', 'general'],
  'agreed-list': ['decision', 'agreement', 'payee', 'general'],
  'provider-cost': ['decision', 'payee', 'general'],
  'second-hand': ['payer', 'payee'],
  'programme-choice': ['payer', 'decision', 'payee', 'general'],
  'home-or-joint-list': ['decision', 'payer', 'agreement', 'general', 'national'],
  'agreed-only': ['agreement', 'general'],
  'national-list': ['decision', 'national'],
} as const satisfies Record<string, readonly PriceSource[]>;

export type PriceRule = keyof typeof priceRules;

/** Whether a rule takes the lower of what its first source says and what its others do. */
export const isLowerOfTwo = (rule: PriceRule): boolean =>
  rule === 'second-hand' || rule === 'programme-choice';

export const PRICE_RULES = Object.keys(priceRules) as PriceRule[];

/** Why a rule is taken where no agreement names another. */
export const priceRuleRestsOn: Readonly<Record<PriceRule, RestsOn>> = {
  'internal': restsOn('P', 'the municipality\'s own school', 'kommunens egen skola'),
  'agreed-list': restsOn(
    'L', 'Education Act (2010:800) 16:51, under an agreement',
    'skollagen (2010:800) 16 kap. 51 §, enligt avtal',
  ),
  'provider-cost': restsOn(
    'L', 'Education Act (2010:800) 16:51, without an agreement',
    'skollagen (2010:800) 16 kap. 51 §, utan avtal',
  ),
  'second-hand': restsOn(
    'L', 'Education Act (2010:800) 16:51, taken in second hand',
    'skollagen (2010:800) 16 kap. 51 §, mottagen i andra hand',
  ),
  'programme-choice': restsOn(
    'L', 'Education Act (2010:800) 17:23-25: as the national programme, at most what it costs at home',
    'skollagen (2010:800) 17 kap. 23–25 §§: som det nationella programmet, högst hemkommunens kostnad',
  ),
  'home-or-joint-list': restsOn('L', 'Education Act (2010:800) 16:55', 'skollagen (2010:800) 16 kap. 55 §'),
  'agreed-only': restsOn('L', 'Education Act (2010:800) 17:29', 'skollagen (2010:800) 17 kap. 29 §'),
  'national-list': restsOn('L', 'Education Act (2010:800) 16:55', 'skollagen (2010:800) 16 kap. 55 §'),
};

/**
 * First day of education that the law of 2025 is for: its compensation within a cooperation area
 * (transitional provisions to SFS 2022:1089), and its study paths (SFS 2023:654).
 */
export const REFORM: CivilDate = '2025-07-01';

const BEGUN_BEFORE_REFORM = restsOn(
  'L', 'Education Act (2010:800) 16:50 as it was for education begun before 1 July 2025',
  'skollagen (2010:800) 16 kap. 50 §, som den var för utbildning påbörjad före 1 juli 2025',
);
const ADAPTED_WITHIN_AREA = restsOn(
  'L', 'Education Act (2010:800) 19:43: within the cooperation area by agreement alone',
  'skollagen (2010:800) 19 kap. 43 §: inom samverkansområdet enbart enligt avtal',
);

/** What the choice of a rule depends on. */
export interface PayingRelation {
  /** The municipality that pays, or `state`. */
  readonly payer: string | undefined;
  /** Id and kind of the principal that is paid. */
  readonly payee: { readonly id: string; readonly kind: PriceKey['principal'] };
  readonly studyPath: string;
  /** The first day of the education, which decides between old and new law. */
  readonly educationBegan: CivilDate;
  /** Taken in second hand (andrahandsmottagande): the school had places left. Absent means first hand. */
  readonly hand?: 'first' | 'second';
  /** Whether an agreement holds between them. */
  readonly hasAgreement: boolean;
}

/** Independent schools are paid for them by agreement alone (Education Act 17:29). */
const isOtherIntroduction = (studyPath: string): boolean =>
  isIntroduction(studyPath) && !isProgrammeChoice(studyPath);

/** Why parties to an agreement owe each other nothing but what they agreed on: absent where they do. */
const agreementAlone = ({ payee, studyPath, educationBegan }: PayingRelation): RestsOn | undefined => {
  if (payee.kind !== 'municipal') return undefined;
  if (isAdapted(studyPath)) return ADAPTED_WITHIN_AREA;
  return educationBegan < REFORM && !isIntroduction(studyPath) ? BEGUN_BEFORE_REFORM : undefined;
};

/** The rule that the law gives for a relation where no agreement names another (schooling-and-cost.md 6). */
export const priceRuleFor = (relation: PayingRelation): PriceRule => {
  const { payer, payee, studyPath, hand, hasAgreement } = relation;
  if (payer === 'state') return 'national-list';
  if (payee.kind === 'independent') {
    return isOtherIntroduction(studyPath) ? 'agreed-only' : 'home-or-joint-list';
  }
  if (payer === payee.id) return 'internal';
  if (hand === 'second') return 'second-hand';
  if (hasAgreement) return agreementAlone(relation) ? 'agreed-only' : 'agreed-list';
  return isProgrammeChoice(studyPath) ? 'programme-choice' : 'provider-cost';
};

const OF_THE_STATE = restsOn(
  'L', 'Upper Secondary Ordinance (2010:2039) 12:6-10, for Nordic pupils; for Swedes abroad it is assumed',
  'gymnasieförordningen (2010:2039) 12 kap. 6–10 §§, för nordiska elever; för utlandssvenska elever är det '
    + 'antaget',
);
const PROGRAMME_CHOICE = restsOn(
  'L', 'Education Act (2010:800) 17:23-25, 35-36: the first part as the national programme',
  'skollagen (2010:800) 17 kap. 23–25, 35–36 §§: första delen som det nationella programmet',
);
const OTHER_INTRODUCTION = restsOn(
  'L', 'Education Act (2010:800) 17:26 a: as agreed, else what it costs',
  'skollagen (2010:800) 17 kap. 26 a §: enligt avtal, annars anordnarens kostnad',
);
const ADAPTED_OUTSIDE_AREA = restsOn(
  'L', 'Education Act (2010:800) 19:43: from outside the cooperation area',
  'skollagen (2010:800) 19 kap. 43 §: från en kommun utanför samverkansområdet',
);
const ADAPTED_INDEPENDENT = restsOn(
  'L', 'Education Act (2010:800) 19:45-48', 'skollagen (2010:800) 19 kap. 45–48 §§',
);

/** What introduction programmes and anpassad gymnasieskola have instead of what national programmes do. */
const ofOtherForm = ({ payee, studyPath }: PayingRelation): RestsOn | undefined => {
  if (isAdapted(studyPath)) return payee.kind === 'independent' ? ADAPTED_INDEPENDENT : ADAPTED_OUTSIDE_AREA;
  if (isOtherIntroduction(studyPath)) return OTHER_INTRODUCTION;
  return isProgrammeChoice(studyPath) ? PROGRAMME_CHOICE : undefined;
};

/** Rules that several forms of school share, each by a law of its own. */
const SHARED: ReadonlySet<PriceRule> = new Set(['agreed-list', 'provider-cost', 'home-or-joint-list']);

/** What the rule that the law gives for a relation rests on. */
export const lawfulRuleRestsOn = (relation: PayingRelation): RestsOn => {
  if (relation.payer === 'state') return OF_THE_STATE;
  const rule = priceRuleFor(relation);
  const more = rule === 'agreed-only' ? agreementAlone(relation)
    : SHARED.has(rule) ? ofOtherForm(relation) : undefined;
  return more ?? priceRuleRestsOn[rule];
};
