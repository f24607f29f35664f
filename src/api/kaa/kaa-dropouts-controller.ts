import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { DropoutCount, DROPOUTS_BY, onlyOf } from '../../domain/figures/dropout-figures.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { count, day, flag, list, oneOf, orNull, quantity, shape, text } from '../openapi/shape.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { daysAsked, DropoutsQuery } from './figures-requests.js';

const share = {
  pupils: orNull(count('With a place at a school on a day of the period; null where hidden')),
  droppedOut: orNull(count('Of those: dropped out in it, and began nowhere else in it; null where hidden')),
  percent: orNull(quantity('To one decimal; null where a count is hidden, or there are no pupils')),
  reached: orNull(flag('Whether the share is below the target')),
};

const dropoutsShape = shape({
  from: day('First day of the period'), to: day('The day after its last'),
  targetPercent: quantity('The share to stay below'),
  hiddenBelow: count('Counts from 1 up to this one, and those that would tell them, are hidden'),
  all: shape(share),
  items: list(shape({
    by: oneOf(DROPOUTS_BY),
    group: text('Home municipality, school unit, programme or year of study; empty: not known'),
    ...share,
  })),
});

/** The share of dropouts against a target, for whoever may know how many there are, and not who. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-figures')
@Controller('v1/kaa/dropouts')
export class KaaDropoutsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'The share of pupils who dropped out, against a target, by school, programme and year of study',
    description: 'Each pupil is counted once, where they were last in the period. The definition is assumed '
      + '(docs/explanation/activity-responsibility.md). Small counts are hidden, and others with them. Who '
      + 'is told of all municipalities gets of one that is asked for its share alone.',
    shape: dropoutsShape, problems: ['other-organisation', 'read-model-behind', 'ends-before-it-begins'],
    answer: {
      from: '2025-07-01', to: '2026-07-01', targetPercent: 9, hiddenBelow: 5,
      all: { pupils: 1200, droppedOut: 60, percent: 5, reached: true },
      items: [
        { by: 'municipality', group: '1480', pupils: 900, droppedOut: 45, percent: 5, reached: true },
        { by: 'programme', group: 'NA', pupils: 200, droppedOut: 20, percent: 10, reached: false },
        { by: 'unit', group: '94353434', pupils: 90, droppedOut: null, percent: null, reached: null },
      ],
    },
  })
  async dropouts(@Query() query: DropoutsQuery, @CalledBy() caller: Caller): Promise<object> {
    const asked = query.municipality;
    mustBePermitted(caller, 'read-kaa-figures', { organisations: [asked ?? caller.organisation] });
    const { organisation: municipality } = permittedPart(caller, 'read-kaa-figures', {});
    const { during, lookedAt } = daysAsked(query, civilDateAt(this.api.clock.now()));
    await this.freshness.reaches(query.atLeast, 'caseload');
    const counted = new DropoutCount();
    const pupils = this.api.caseload.pupils({ during, lookedAt, municipality });
    for await (const pupil of pupils) counted.add(pupil);
    const [threshold, targetPercent] = [this.api.limits.smallCount, query.target];
    const shown = counted.shown({ threshold, targetPercent });
    // Whoever may see all could else subtract what one has from what all have, and so tell a small count.
    const isOneOfAll = asked !== undefined && municipality === undefined;
    const { all, groups: items } = isOneOfAll ? onlyOf(asked, shown) : shown;
    return { ...during, targetPercent, hiddenBelow: threshold, all, items };
  }
}
