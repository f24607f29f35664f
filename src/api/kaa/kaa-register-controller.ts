import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { discloseYouth } from '../../application/access/disclose-youth.js';
import { listed } from '../../application/access/listed.js';
import { readRoutines } from '../../application/kaa/routines.js';
import { policyIn } from '../../domain/kaa/policy.js';
import { rulesShown } from '../../domain/kaa/rules.js';
import { readLook } from '../../application/notices/looks.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { shownOfYouth, youthView } from '../../application/queries/youth-view.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { kaaCountsShape, kaaDriftShape, youthShape, youthsShape } from '../openapi/kaa-answers.js';
import { AboutPerson, PersonId } from '../persons/said-about.js';
import { Freshness, type ReadModelName } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { protectedFor } from '../requests/protected-persons.js';
import { CalledBy } from '../requests/request-context.js';
import { FileReads } from './file-reads.js';
import { DriftQuery, kaaExamples, KaaCountsQuery, YouthQuery, YouthsQuery } from './kaa-requests.js';

const ofMunicipality = {
  problems: ['other-organisation', 'read-model-behind', 'date-out-of-range'],
} as const;

@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-register')
@Controller('v1')
export class KaaRegisterController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
    private readonly reads: FileReads,
  ) {}

  @Get('kaa/youths')
  @Documented({
    problems: [...ofMunicipality.problems, 'cursor-invalid'], shape: youthsShape, answer: kaaExamples.youths,
    summary: 'Who is in the target group on a day: everybody, or a worklist',
    description: 'Worklists: `overdue`, `never-contacted`, `new`, `since-look` (recorded since the caller '
      + 'last said what they had seen: `POST /v1/kaa/youths/looks`); with `officer=me` the caller\'s own. '
      + '`disputed`: somebody said that they should not be listed; `corrects` tells who has to correct it. '
      + 'Of those who are no longer in the group on the day: `open-measures`, for somebody to end.',
  })
  async youths(@Query() query: YouthsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { standing, list: worklist, cameFrom, corrects, person, sort, order, limit, after } = query;
    const asked = await this.asked(caller, query);
    const officer = query.officer === 'me' ? caller.actor : query.officer;
    const { municipality } = asked;
    const openedAfter = worklist !== 'since-look' ? undefined
      : await readLook(this.api.ledger, { actor: caller.actor, list: 'new-youths', municipality });
    const filter = { ...asked, standing, worklist, cameFrom, corrects, openedAfter, officer, person };
    const page = { sort, descending: order === 'descending', limit, after };
    const through = await this.api.kaa.through(); // before the rows: whatever comes meanwhile was not shown
    const rows = await listed(caller, { municipality }, page, (one) => this.api.kaa.youths(filter, one));
    return { ...rows, through };
  }

  @Get('kaa/counts')
  @Documented({
    ...ofMunicipality, shape: kaaCountsShape, answer: kaaExamples.counts,
    summary: 'How many are in the register on a day, awaited, contacted and in a measure',
  })
  async counts(@Query() query: KaaCountsQuery, @CalledBy() caller: Caller): Promise<object> {
    return { items: await this.api.kaa.counts(await this.asked(caller, query)) };
  }

  @Get('kaa/drift')
  @Documented({
    problems: [...ofMunicipality.problems, 'cursor-invalid'], shape: kaaDriftShape, answer: kaaExamples.drift,
    summary: 'Whose recorded register is not what follows from the facts',
    description: 'Nobody, soon after everything was taken in: a policy records what is missing.',
  })
  async drift(@Query() query: DriftQuery, @CalledBy() caller: Caller): Promise<object> {
    const { lookedAt, municipality } = await this.asked(caller, query, 'charges');
    const { limit, after } = query;
    const protectedOnes = await protectedFor(this.api, caller);
    return listed(
      caller, { municipality }, { limit, after },
      (page) => this.api.kaa.drift(lookedAt, { municipality, ...page }),
      ({ person }) => protectedOnes.has(person),
    );
  }

  @Get('persons/:person/kaa')
  @AboutPerson()
  @Documented({
    problems: ['person-unknown', 'other-organisation'], shape: youthShape, answer: kaaExamples.youth,
    summary: 'A youth: membership with its reasons and history, and what is in the file',
    description: 'Read from the ledger itself, so that it is never behind. The reading is recorded.',
  })
  async youth(
    @PersonId() id: string, @Query() { date }: YouthQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    const on = date ?? this.today();
    const [events, routines, person] = await Promise.all([
      this.api.persons.of(id, shownOfYouth), readRoutines(this.api.ledger),
      this.api.vault.canonicalPerson(id),
    ]);
    const view = youthView(events, on, policyIn(routines, this.api.isMunicipality));
    const youth = discloseYouth(caller, view, this.today());
    if (youth.files.length + youth.spells.length + youth.register.length > 0) {
      await this.reads.note(caller, id, 'file', youth.files.map(({ municipality }) => municipality));
    }
    return { person, on, rules: rulesShown(routines, on), ...youth };
  }

  /** What was asked, limited to what the caller may see, once the read model has come far enough. */
  private async asked(caller: Caller, query: KaaCountsQuery, ...alsoRead: ReadModelName[]) {
    const part = permittedPart(caller, 'read-kaa-register', { organisation: query.municipality });
    await this.freshness.reaches(query.atLeast, 'kaa', ...alsoRead);
    const today = this.today();
    return {
      on: query.date ?? today, lookedAt: dayOfLooking(query.lookedAt, today), municipality: part.organisation,
    };
  }

  private today(): CivilDate {
    return civilDateAt(this.api.clock.now());
  }
}
