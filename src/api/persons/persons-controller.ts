import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  maySeeCategory, mustBePermitted, type Ownership, sourceOf,
} from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { discloseEntry, disclosePerson, ownersOf } from '../../application/access/disclosure.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { RegisterPerson } from '../../application/person/register-person.js';
import type { OutlineAsked } from '../../application/queries/person-outline.js';
import { personView } from '../../application/queries/person-view.js';
import type { Sight, TrailPage } from '../../application/queries/trail.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { identityNumber } from '../../domain/shared/identity-number.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { foundShape, personShape, trailShape } from '../openapi/answers.js';
import { FileReads } from '../kaa/file-reads.js';
import { Documented } from '../openapi/documented.js';
import { Problem } from '../problems/problem.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { momentOf } from '../requests/known-at.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { orderOf } from '../trail/trail-order.js';
import { trailExample } from '../trail/trail-requests.js';
import { IdentityNumberBody, RegistrationBody } from './fact-bodies.js';
import { personExample, PersonQuery, PersonTrailQuery } from './person-requests.js';
import { AboutPerson, PersonId } from './said-about.js';

const ofOthers = { problems: ['person-unknown', 'other-organisation', 'other-unit'] } as const;

const all = (): boolean => true;

@ApiTags('Persons')
@ApiBearerAuth()
@Controller('v1/persons')
export class PersonsController {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
    private readonly reads: FileReads,
  ) {}

  @Post()
  @Does('register-person')
  @CommandDocumented({
    summary: 'Make someone known; the answer tells the person id, new or not',
    problems: ['identity-number-invalid'],
  })
  async register(
    @Body() body: RegistrationBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'register-person');
    const report = { ...body, source: sourceOf(caller, 'school-system', body.source) };
    const receipt = await this.commands.execute(new RegisterPerson(report, context));
    return new CommandAnswer(receipt, receipt.person);
  }

  @Post('search')
  @Does('find-person')
  @HttpCode(200)
  @Documented({
    summary: 'Find a person by an identity number, which stands in the body only',
    shape: foundShape, answer: { person: EXAMPLE_ID },
    problems: ['person-unknown', 'identity-number-invalid'],
  })
  async search(@Body() body: IdentityNumberBody, @CalledBy() caller: Caller): Promise<object> {
    mustBePermitted(caller, 'find-person');
    const found = await this.api.vault.findPerson(identityNumber(body.identityNumber).value);
    if (found === undefined) throw new Problem('person-unknown');
    return { person: await this.api.vault.canonicalPerson(found) };
  }

  @Get(':person')
  @Does('read-person')
  @AboutPerson()
  @Documented({
    ...ofOthers, summary: 'Everything the ledger says about a person, today and as known earlier',
    description: 'Read from the ledger itself, so that it is never behind. `withheld` names what your role '
      + 'does not see.',
    shape: personShape, answer: personExample,
  })
  async view(
    @PersonId() id: string, @Query() { knownAt }: PersonQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    const events = await this.api.persons.of(id, all);
    const today = personView(events, this.today());
    mustBePermitted(caller, 'read-person', ownersOf(today, this.today()));
    const seen = disclosePerson(caller, today);
    const person = await this.api.vault.canonicalPerson(id);
    const answer = { person, today: { lookedAt: this.today(), ...seen } };
    if (seen.contacts.length > 0) {
      const of = seen.contacts.map(({ data: { municipality } }) => municipality);
      await this.reads.note(caller, id, 'person', of);
    }
    if (knownAt === undefined) return answer;
    const moment = await momentOf(this.api, knownAt);
    const known = events.filter(({ position }) => position <= moment.position);
    const then = disclosePerson(caller, personView(known, moment.lookedAt), today.protection);
    return { ...answer, asKnownAt: { knownAt, ...moment, ...then } };
  }

  @Get(':person/trail')
  @Does('read-person-trail')
  @AboutPerson()
  @Documented({
    problems: [...ofOthers.problems, 'cursor-invalid'], shape: trailShape, answer: trailExample,
    summary: 'Every event about a person: what, from when, said when, recorded when, by whom, and why',
    description: 'What your role does not see is left out.',
  })
  async trail(
    @PersonId() id: string, @Query() query: PersonTrailQuery, @CalledBy() caller: Caller,
  ): Promise<TrailPage> {
    const upTo = query.knownAt === undefined ? undefined : (await momentOf(this.api, query.knownAt)).position;
    const page = await this.api.trail.ofPerson({
      person: id, upTo, about: this.standing(), sightOf: (about) => sightOf(caller, about),
    }, orderOf(query));
    await this.reads.noteTrail(caller, page.items);
    return page;
  }

  private standing(): OutlineAsked<Standing>['about'] {
    const today = this.today();
    return {
      key: today,
      of: (events) => {
        const view = personView(events, today);
        return { owners: ownersOf(view, today), isProtected: view.protection !== 'none' };
      },
    };
  }

  private today(): CivilDate {
    return civilDateAt(this.api.clock.now());
  }
}

/** What decides how much of a trail somebody sees: whose the person is, and whether protected. */
interface Standing {
  readonly owners: Ownership;
  readonly isProtected: boolean;
}

const sightOf = (caller: Caller, { owners, isProtected }: Standing): Sight => {
  mustBePermitted(caller, 'read-person-trail', owners);
  return {
    visible: (category) => maySeeCategory(caller, category),
    disclose: (entry) => discloseEntry(caller, entry, isProtected),
  };
};
