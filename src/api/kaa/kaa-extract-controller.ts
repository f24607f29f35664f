import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { may } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { disclosePerson, ownersOf } from '../../application/access/disclosure.js';
import { discloseYouth } from '../../application/access/disclose-youth.js';
import { readRoutines } from '../../application/kaa/routines.js';
import { readsOfReports } from '../../application/kaa-report/report-reads.js';
import { type PersonView, personView } from '../../application/queries/person-view.js';
import {
  type ExtractedIdentity, registerExtract, reportsAbout,
} from '../../application/queries/register-extract.js';
import { decidesMembership, youthView } from '../../application/queries/youth-view.js';
import { policyIn } from '../../domain/kaa/policy.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { kaaExtractShape } from '../openapi/kaa-answers.js';
import { AboutPerson, PersonId } from '../persons/said-about.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { extractText } from './extract/text.js';
import { extractExample, ExtractQuery, extractTexts } from './extract-requests.js';
import { FileReads } from './file-reads.js';

/** What is held of one person, for that person (registerutdrag). */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-register')
@Controller('v1/persons/:person/kaa/extract')
export class KaaExtractController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly reads: FileReads,
  ) {}

  @Get()
  @AboutPerson()
  @Documented({
    summary: 'Everything held of a person for the activity responsibility, as a file for that person',
    description: 'The files that the caller keeps, withdrawn facts and all, the register, the reasons of '
      + 'membership, and who read of the person, this reading included. As text, in Swedish or English, it '
      + 'can be handed to the person.',
    shape: kaaExtractShape, answer: extractExample, files: extractTexts,
    problems: ['person-unknown', 'other-organisation'],
  })
  async extract(
    @PersonId() id: string, @Query() { format, language }: ExtractQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const madeOn = civilDateAt(this.api.clock.now());
    const policy = policyIn(await readRoutines(this.api.ledger), this.api.isMunicipality);
    const view = youthView(await this.api.persons.of(id, decidesMembership), madeOn, policy);
    const youth = discloseYouth(caller, view, madeOn);
    const keeps = (municipality: string): boolean =>
      may(caller, 'see-kaa-facts', { organisations: [municipality] }) === 'allowed';
    await this.reads.note(caller, id, 'extract', [...view.files.keys()].filter(keeps));
    const [person, events] = await Promise.all([
      this.api.vault.canonicalPerson(id), this.api.persons.of(id, () => true),
    ]);
    const identity = identityFor(caller, personView(events, madeOn), madeOn);
    const reportReads = await readsOfReports(this.api.ledger, reportsAbout(events, keeps));
    const extract = registerExtract(events, { person, madeOn, youth, identity, reportReads, keeps });
    void reply.header('Content-Type', extractTypes[format]);
    return format === 'text' ? extractText(extract, language) : JSON.stringify(extract);
  }
}

/** Who moved away is known by their new municipality: the old one hands out what it keeps, and no address. */
const identityFor = (caller: Caller, view: PersonView, today: CivilDate): ExtractedIdentity => {
  if (may(caller, 'read-person', ownersOf(view, today)) !== 'allowed') return {};
  const { name, numbers, address } = disclosePerson(caller, view);
  return { name, numbers, address };
};

const extractTypes = { json: 'application/json; charset=utf-8', text: 'text/plain; charset=utf-8' } as const;
