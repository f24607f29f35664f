import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { type Figure, FIGURES, shownFigures } from '../../domain/figures/kaa-figures.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { count, day, list, orNull, shape, text } from '../openapi/shape.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { daysAsked, FiguresQuery } from './figures-requests.js';

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
  'occupation-unknown': 298, 'occupation-work': 77, 'occupation-none': 37,
  'new': 230, 'left': 187, 'left-turned-20': 82, 'left-died': null, 'left-emigrated': null,
  'measures-offered': 94, 'measures-declined': 18, 'measures-started': 70, 'measures-ended': 41,
  'measures-ended-completed': 41,
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
    summary: 'How many are in the register and do what, came, left and why, were reached, and had measures',
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
    const asked = query.municipality;
    mustBePermitted(caller, 'read-kaa-figures', { organisations: [asked ?? caller.organisation] });
    const { organisation: municipality } = permittedPart(caller, 'read-kaa-figures', {});
    const days = daysAsked(query, civilDateAt(this.api.clock.now()));
    await this.freshness.reaches(query.atLeast, 'kaa');
    const { smallCount } = this.api.limits;
    // Hidden in all that the caller may see: asking for one by one must not tell more than asking for all.
    const shown = shownFigures(await this.api.kaaFigures.counted({ ...days, municipality }), smallCount);
    const items = shown.filter((one) => asked === undefined || one.municipality === asked);
    return { on: days.on, ...days.during, hiddenBelow: smallCount, items };
  }
}
