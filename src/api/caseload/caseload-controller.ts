import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Action, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { listed } from '../../application/access/listed.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { CaseloadFilter, Dimension, PageOf } from '../../projections/caseload/queries.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import {
  countsShape, flagsShape, lateMovesShape, leftShape, lookalikesShape, overlapsShape, placementsShape,
} from '../openapi/answers.js';
import { Documented } from '../openapi/documented.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import {
  caseloadExamples as examples, CountsQuery, FlagsQuery, LateMovesQuery, LeftQuery, LookalikesQuery,
  OverlapsQuery, PlacementsQuery,
} from './caseload-requests.js';

interface Asked {
  readonly date?: string;
  readonly lookedAt?: string;
  readonly unit?: string;
  readonly municipality?: string;
  readonly studyPath?: string;
  readonly person?: string;
}

const list = {
  problems: ['cursor-invalid', 'other-organisation', 'other-unit', 'read-model-behind', 'date-out-of-range'],
} as const;

@ApiTags('Caseload')
@ApiBearerAuth()
@Does('read-caseload')
@Controller('v1/caseload')
export class CaseloadController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    ...list, summary: 'Who is at which school unit on a day',
    shape: placementsShape, answer: examples.placements,
  })
  async placements(@Query() query: PlacementsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-caseload', query);
    const find = (page: PageOf<typeof query.sort>) => this.api.caseload.placements(filter, page);
    return listed(caller, { ...filter, sort: query.sort }, pageOf(query), find);
  }

  @Get('left')
  @Does('read-follow-up-list')
  @Documented({
    ...list, summary: 'The list to follow up: who left a school and was not taken in anywhere',
    shape: leftShape, answer: examples.left,
  })
  async left(@Query() query: LeftQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-follow-up-list', query);
    const find = (page: PageOf<typeof query.sort>) => this.api.caseload.left(filter, page);
    return listed(caller, { ...filter, sort: query.sort }, pageOf(query), find);
  }

  @Get('overlaps')
  @Documented({
    ...list, summary: 'Pupils whom two schools claim on a day',
    shape: overlapsShape, answer: examples.overlaps,
  })
  async overlaps(@Query() query: OverlapsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-caseload', query);
    const find = (page: PageOf<typeof query.sort>) => this.api.caseload.overlaps(filter, page);
    return listed(caller, { ...filter, sort: query.sort }, pageOf(query), find);
  }

  @Get('flags')
  @Does('read-flags')
  @Documented({
    ...list, summary: 'Reports that fit nothing else, removals that wait, and stops without consent',
    description: '`consent-not-stated`, `consent-not-shown`: a stop of somebody under 18. It holds all the '
      + 'same; the school says it again with `guardianConsent`, or withdraws it.',
    shape: flagsShape, answer: examples.flags,
  })
  async flags(@Query() query: FlagsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-flags', query);
    const find = (page: PageOf<typeof query.sort>) => this.api.caseload.flags(filter, page);
    return listed(caller, { ...filter, sort: query.sort }, pageOf(query), find);
  }

  @Get('late-moves')
  @Does('read-late-moves')
  @Documented({
    ...list, summary: 'Days that a move told late gave to another municipality, and the periods concerned',
    description: 'Half-years and months that were over when it was learnt: reports and settlements made '
      + 'before have other days. What an officer wrote stays with the municipality that wrote it.',
    shape: lateMovesShape, answer: examples.lateMoves,
  })
  async lateMoves(@Query() query: LateMovesQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-late-moves', query);
    const page = pageOf({ ...query, sort: 'knownOn' as const });
    const moves = { ...filter, knownFrom: query.knownFrom };
    return listed(caller, filter, page, (one: typeof page) => this.api.caseload.lateMoves(moves, one));
  }

  @Get('lookalikes')
  @Does('read-lookalikes')
  @Documented({
    ...list, summary: 'Persons with passing numbers alone who may be one with somebody else',
    description: 'A temporary, coordination or asylum number, no personal one, and the name and birth of '
      + 'somebody else. Nobody is joined by it: add the number to the person where they are one, or tell '
      + 'them apart. Protected persons are in it on neither side.',
    shape: lookalikesShape, answer: examples.lookalikes,
  })
  async lookalikes(@Query() query: LookalikesQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-lookalikes', query);
    const page = pageOf({ ...query, sort: 'nameKey' as const });
    const find = (one: typeof page) => this.api.caseload.lookalikes(filter, one);
    return listed(caller, filter, page, find);
  }

  @Get('counts')
  @Documented({
    ...list, summary: 'How many are placed on a day',
    shape: countsShape, answer: examples.counts,
  })
  async counts(@Query() query: CountsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, 'read-caseload', query);
    return { items: await this.api.caseload.counts(filter, query.by.split(',') as Dimension[]) };
  }

  /** What was asked, limited to what the caller may see, once the read model has come far enough. */
  private async filter(
    caller: Caller, action: Action, query: Asked & { readonly atLeast?: string },
  ): Promise<CaseloadFilter> {
    const { date, lookedAt, unit, municipality, studyPath, person } = query;
    const part = permittedPart(caller, action, { organisation: municipality, unit });
    await this.freshness.reaches(query.atLeast, 'caseload');
    const today = civilDateAt(this.api.clock.now());
    return {
      on: date ?? today, lookedAt: dayOfLooking(lookedAt, today), unit: part.unit, units: part.units,
      municipality: part.organisation, studyPath, person,
    };
  }
}

interface AskedPage<Sort> {
  readonly sort: Sort;
  readonly order?: 'ascending' | 'descending';
  readonly limit: number;
  readonly after?: string;
}

const pageOf = <Sort extends string>({ sort, order, limit, after }: AskedPage<Sort>): PageOf<Sort> =>
  ({ sort, descending: order === 'descending', limit, after });
