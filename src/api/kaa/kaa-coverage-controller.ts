import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { count, day, list, orNull, shape, text } from '../openapi/shape.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { daysAsked, FiguresQuery } from './figures-requests.js';

const percent = (what: string) => orNull(count(`Whole percent of ${what}; null where there are none`));

const coverageShape = shape({
  on: day(), from: day('First day of the period'), to: day('The day after its last'),
  items: list(shape({
    municipality: text('Municipality code'),
    registered: count('In the register on the day'),
    withoutReason: count('Of those: of how they came into the group no fact says more than their age'),
    neverContacted: count('Of those: no two-way contact within the spell'),
    occupationUnknown: count('Of those: nothing was said within the spell of what they do'),
    nothingKnown: count('Of those: neither contacted nor with a known occupation'),
    knownPercent: percent('those in the register of whom anything is known'),
    measuresOffered: count('Offered in the period'),
    measuresOther: count('Of those: `other`, which says nothing'),
    otherPercent: percent('measures offered that are `other`'),
  })),
});

const wholePercent = (part: number, whole: number): number | null =>
  (whole === 0 ? null : Math.round((part * 100) / whole));

/** How good a register is, for those who keep it: they may see everybody in it, and no count is hidden. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-register')
@Controller('v1/kaa/coverage')
export class KaaCoverageController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'What is missing in a register: reasons, contacts, occupations, and measures that say nothing',
    description: 'By municipality, for those who keep the register: nothing is hidden.',
    shape: coverageShape, problems: ['other-organisation', 'read-model-behind', 'ends-before-it-begins'],
    answer: {
      on: '2026-10-01', from: '2025-10-02', to: '2026-10-02',
      items: [{
        municipality: '1480', registered: 412, withoutReason: 4, neverContacted: 214, occupationUnknown: 251,
        nothingKnown: 201, knownPercent: 51, measuresOffered: 94, measuresOther: 20, otherPercent: 21,
      }],
    },
  })
  async coverage(@Query() query: FiguresQuery, @CalledBy() caller: Caller): Promise<object> {
    const asked = { organisation: query.municipality };
    const { organisation: municipality } = permittedPart(caller, 'read-kaa-register', asked);
    const days = daysAsked(query, civilDateAt(this.api.clock.now()));
    await this.freshness.reaches(query.atLeast, 'kaa');
    const covered = await this.api.kaaFigures.coverage({ ...days, municipality });
    const items = covered.map((each) => ({
      ...each, knownPercent: wholePercent(each.registered - each.nothingKnown, each.registered),
      otherPercent: wholePercent(each.measuresOther, each.measuresOffered),
    }));
    return { on: days.on, ...days.during, items };
  }
}
