import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { may, type Ownership } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import {
  DecideAdditionalAmount, DecideAsylumClaim, DecideCostShares, DecideExtendedStudy, DecideSecondHand,
  DecideStateFunding, WithdrawFundingDecision,
} from '../../application/funding/funding-decisions.js';
import { fundingFacts, standingDecisions } from '../../application/funding/standing-decisions.js';
import { mustBeKnown, mustBeKnownIfCode } from '../../domain/shared/known-municipality.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { fundingDecisionsShape } from '../openapi/funding-answers.js';
import { WithdrawalBody } from '../persons/fact-bodies.js';
import { type Claim, FactRecorder } from '../persons/fact-recorder.js';
import { AboutPerson, PersonId, SaidAbout, type Saying } from '../persons/said-about.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Freshness } from '../requests/freshness.js';
import { pageByKey } from '../requests/list-page.js';
import { PageQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import {
  AdditionalAmountBody, AsylumClaimBody, CostSharesBody, ExtendedStudyBody, fundingExamples, SecondHandBody,
  StateFundingBody,
} from './funding-bodies.js';

/** Whose a decision is: nobody's but the region's where it names no municipality. */
const ownersOf = (decision: object = {}): Ownership =>
  ({ organisations: [(decision as { municipality?: string }).municipality] });

export const claimOn = (decision?: object): Claim =>
  ({ action: 'decide-funding', source: 'case-worker', ownership: ownersOf(decision) });

const problems = ['other-organisation', 'ends-before-it-begins', 'decided-otherwise'] as const;
const ofMunicipality = [...problems, 'municipality-unknown'] as const;

@ApiTags('Funding of a place')
@ApiBearerAuth()
@AboutPerson()
@Does('decide-funding')
@Controller('v1/persons/:person')
export class FundingController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly facts: FactRecorder,
    private readonly freshness: Freshness,
  ) {}

  @Post('extended-study-decisions')
  @CommandDocumented({
    summary: 'Decide to pay for study beyond the years of the education',
    description: 'For the economist of the municipality. It holds for days that this municipality pays, '
      + 'whichever the school is. Without a decision such days are paid or not as the policy has it '
      + '(`extendedStudy`). `percent` pays a part of the price.',
    problems: ofMunicipality,
  })
  decideExtendedStudy(@SaidAbout() saying: Saying, @Body() body: ExtendedStudyBody): Promise<CommandAnswer> {
    mustBeKnown(body.municipality, this.api.isMunicipality, 'municipality');
    return this.facts.record(DecideExtendedStudy, body, saying, claimOn(body));
  }

  @Post('cost-share-decisions')
  @CommandDocumented({
    summary: 'Decide who pays which part of a place at a school unit',
    description: 'For the economist of the region. A share is so many parts of all of them; one without a '
      + 'payer is that of the home municipality, whichever it is on the day. `remainder` pays what the '
      + 'others leave, and takes what rounding leaves, so that all together always pay the whole.',
    problems: [...ofMunicipality, 'party-named-twice'],
  })
  decideCostShares(@SaidAbout() saying: Saying, @Body() body: CostSharesBody): Promise<CommandAnswer> {
    body.others.forEach(({ payer }, index) => this.mustBePayer(payer, `others.${index}.payer`));
    this.mustBePayer(body.remainder.payer, 'remainder.payer');
    const others = body.others.map((share) => ({ ...share }));
    const shares = { ...body, remainder: { ...body.remainder }, others };
    return this.facts.record(DecideCostShares, shares, saying, claimOn());
  }

  @Post('additional-amount-decisions')
  @CommandDocumented({
    summary: 'Decide on an amount besides the price of a place',
    description: 'For the economist of the municipality. It holds at that school unit for days that this '
      + 'municipality pays, in lines of its own (`item`), and follows the pupil to no other school and no '
      + 'other payer. `programme-support` is the part for support of programinriktat val, a year at most.',
    problems: ofMunicipality,
  })
  decideAmount(@SaidAbout() saying: Saying, @Body() body: AdditionalAmountBody): Promise<CommandAnswer> {
    mustBeKnown(body.municipality, this.api.isMunicipality, 'municipality');
    return this.facts.record(DecideAdditionalAmount, body, saying, claimOn(body));
  }

  @Post('state-funding-decisions')
  @CommandDocumented({
    summary: 'Decide that the state pays for a pupil, and no municipality does',
    description: 'For the economist of the region. The payer is `state` then, at whatever school, by the '
      + 'national price list; no municipality needs to be known.',
    problems,
  })
  decideStateFunding(@SaidAbout() saying: Saying, @Body() body: StateFundingBody): Promise<CommandAnswer> {
    return this.facts.record(DecideStateFunding, body, saying, claimOn());
  }

  @Post('second-hand-decisions')
  @CommandDocumented({
    summary: 'Decide that a place at a school unit is paid for as taken in second hand',
    description: 'For the economist of the region. A municipality or a region that is paid then gets the '
      + 'lower of what the education costs the home municipality and what it costs itself; both must be '
      + 'published. Where an agreement names a price rule, that one is taken.',
    problems,
  })
  decideSecondHand(@SaidAbout() saying: Saying, @Body() body: SecondHandBody): Promise<CommandAnswer> {
    return this.facts.record(DecideSecondHand, body, saying, claimOn());
  }

  @Post('asylum-claim-decisions')
  @CommandDocumented({
    summary: 'Decide to claim compensation of the state for a pupil who seeks asylum',
    description: 'For the economist of the municipality that pays. What the school is paid stays as it is; '
      + 'what may be claimed is listed apart (`GET /v1/cost/state-claims`).',
    problems: ofMunicipality,
  })
  decideAsylumClaim(@SaidAbout() saying: Saying, @Body() body: AsylumClaimBody): Promise<CommandAnswer> {
    mustBeKnown(body.municipality, this.api.isMunicipality, 'municipality');
    return this.facts.record(DecideAsylumClaim, body, saying, claimOn(body));
  }

  @Post('funding-decision-withdrawals')
  @CommandDocumented({
    summary: 'Withdraw what was decided on how a place is paid for',
    problems: ['other-organisation', 'nothing-to-withdraw'],
  })
  async withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    const facts = await fundingFacts(this.api.persons, saying.person);
    const target = facts.find(({ id }) => id === body.withdraws);
    return this.facts.record(WithdrawFundingDecision, body, saying, claimOn(target?.event.data));
  }

  @Get('funding-decisions')
  @Does('see-funding')
  @Documented({
    summary: 'What was decided on how a place is paid for, as far as it holds',
    description: 'From the ledger itself. A municipality sees its own decisions.',
    shape: fundingDecisionsShape, answer: fundingExamples.decisions,
    problems: ['person-unknown', 'cursor-invalid', 'read-model-behind'],
  })
  async decisions(
    @PersonId() person: string, @Query() query: PageQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    await this.freshness.reaches(query.atLeast);
    const decisions = standingDecisions(await fundingFacts(this.api.persons, person));
    const seen = decisions.filter((one) => may(caller, 'see-funding', ownersOf(one)) === 'allowed');
    return pageByKey(seen, ({ validOn, id }) => `${validOn}|${id}`, query);
  }

  /** Another than a municipality may bear a part; one that nobody has never would. */
  private mustBePayer(payer: string | undefined, field: string): void {
    if (payer !== undefined) mustBeKnownIfCode(payer, this.api.isMunicipality, field);
  }
}
