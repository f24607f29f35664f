import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { agreementPeriods, inForceOn, policyPeriods } from '../../domain/agreement/in-force.js';
import type { Agreements } from '../../domain/agreement/state.js';
import { settingMarks } from '../../domain/cost/setting-marks.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { CivilDateField } from '../../domain/shared/fields.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { agreementsShape, policiesShape } from '../openapi/agreement-answers.js';
import { Documented } from '../openapi/documented.js';
import { Field } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { pageByKey } from '../requests/list-page.js';
import { mustBeName } from '../requests/must-be-name.js';
import { FreshQuery, PageQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { agreementExamples as examples } from './agreement-bodies.js';

class OnDayQuery extends PageQuery {
  @Field(CivilDateField('The day they hold on; today where nothing is said'), { optional: true })
  date?: string;
}

const problems = ['cursor-invalid', 'read-model-behind'] as const;

@ApiTags('Agreements and policies')
@ApiBearerAuth()
@Does('read-agreements')
@Controller('v1')
export class AgreementQueriesController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get('agreements')
  @Documented({
    summary: 'The agreements that hold on a day: who takes part, and on what terms', shape: agreementsShape,
    answer: examples.agreements, problems,
  })
  async agreements(@Query() query: OnDayQuery): Promise<object> {
    const items = inForceOn(agreementPeriods(await this.known(query)), this.dayOf(query));
    return pageByKey(items, ({ agreement }) => agreement, query);
  }

  @Get('agreements/:agreement/versions')
  @ApiParam({ name: 'agreement', description: 'Name of the agreement', example: 'region' })
  @Documented({
    summary: 'What an agreement has been and will be, version by version; none where there is none',
    shape: agreementsShape, answer: examples.agreements, problems,
  })
  async versions(@Param('agreement') name: string, @Query() query: PageQuery): Promise<object> {
    mustBeName(name, 'agreement');
    const all = agreementPeriods(await this.known(query));
    return pageByKey(all.filter(({ agreement }) => agreement === name), ({ validOn }) => validOn, query);
  }

  @Get('cost-policies')
  @Documented({
    summary: 'The policies that hold on a day: how days are counted and paid',
    description: 'With what each setting rests on. The policy `default` always holds: until somebody sets '
      + 'another, it is the one that is built in.',
    shape: policiesShape, answer: examples.policies, problems,
  })
  async policies(@Query() query: OnDayQuery): Promise<object> {
    const items = inForceOn(policyPeriods(await this.known(query)), this.dayOf(query));
    return { ...pageByKey(items, ({ policy }) => policy, query), marks: settingMarks };
  }

  @Get('cost-policies/:policy/versions')
  @ApiParam({ name: 'policy', description: 'Name of the policy', example: 'default' })
  @Documented({
    summary: 'What a policy has been and will be, version by version; none where there is none',
    shape: policiesShape, answer: examples.policies, problems,
  })
  async policyVersions(@Param('policy') name: string, @Query() query: PageQuery): Promise<object> {
    mustBeName(name, 'policy');
    const all = policyPeriods(await this.known(query));
    const items = all.filter(({ policy }) => policy === name);
    return { ...pageByKey(items, ({ validOn }) => validOn, query), marks: settingMarks };
  }

  private async known({ atLeast }: FreshQuery): Promise<Agreements> {
    await this.freshness.reaches(atLeast, 'cost-allocation');
    return this.api.cost.agreements();
  }

  private dayOf({ date }: OnDayQuery): string {
    return date ?? civilDateAt(this.api.clock.now());
  }
}
