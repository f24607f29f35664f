import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { type Figure, FIGURES, shownFigures } from '../../domain/figures/kaa-figures.js';
import { addDays, civilDateAt } from '../../domain/shared/civil-date.js';
import { CivilDateField, MunicipalityField } from '../../domain/shared/fields.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { count, day, list, orNull, shape, text } from '../openapi/shape.js';
import { Problem } from '../problems/problem.js';
import { Field } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { FreshQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';

const optional = { optional: true };
const A_YEAR = 365;

class FiguresQuery extends FreshQuery {
  @Field(CivilDateField('The day that those in the register are counted on; else today'), optional)
  date?: string;

  @Field(CivilDateField('First day of the period; else a year before its end'), optional)
  from?: string;

  @Field(CivilDateField('The day after the last of the period; else the day after `date`'), optional)
  to?: string;

  @Field(MunicipalityField, optional) municipality?: string;
}

const figuresShape = shape({
  on: day(), from: day('First day of the period'), to: day('The day after its last'),
  hiddenBelow: count('Counts from 1 up to this one, and those that would tell them, are hidden'),
  items: list(shape({
    municipality: text('Municipality code, or `region` for all that are told of together'),
    figures: shape(Object.fromEntries(FIGURES.map((figure) => [figure, orNull(count('Null where hidden'))]))),
    reachedPercent: orNull(count('Whole percent of those in the register who were contacted')),
  })),
});

const shownExample: Partial<Record<Figure, number | null>> = {
  'registered': 412, 'contacted': 198, 'never-contacted': 214, 'in-measure': 61, 'not-in-measure': 351,
  'new': 230, 'left': 187, 'left-turned-20': 82, 'left-died': null, 'left-emigrated': null,
};

/** Figures for whoever may know how many there are, and not who. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-figures')
@Controller('v1/kaa/figures')
export class KaaFiguresController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'How many are in the register, came, left and why, were reached, and are in a measure',
    description: 'By municipality and for all of them together. Small counts are hidden, and others with '
      + 'them, so that none can be worked back from those that are shown.',
    shape: figuresShape, problems: ['other-organisation', 'read-model-behind', 'ends-before-it-begins'],
    answer: {
      on: '2026-10-01', from: '2026-01-01', to: '2026-10-02', hiddenBelow: 5,
      items: [{
        municipality: '1480', reachedPercent: 48,
        figures: Object.fromEntries(FIGURES.map((figure) => [figure, shownExample[figure] ?? 0])),
      }],
    },
  })
  async figures(@Query() query: FiguresQuery, @CalledBy() caller: Caller): Promise<object> {
    const asked = { organisation: query.municipality };
    const { organisation: municipality } = permittedPart(caller, 'read-kaa-figures', asked);
    const today = civilDateAt(this.api.clock.now());
    const on = query.date ?? today;
    const to = query.to ?? addDays(on, 1);
    const during = { from: query.from ?? addDays(to, -A_YEAR), to };
    if (during.from >= to) throw new Problem('ends-before-it-begins', { field: 'to' });
    await this.freshness.reaches(query.atLeast);
    const lookedAt = dayOfLooking(undefined, today);
    const counted = await this.api.kaaFigures.counted({ on, during, lookedAt, municipality });
    const { smallCount } = this.api.limits;
    return { on, ...during, hiddenBelow: smallCount, items: shownFigures(counted, smallCount) };
  }
}
