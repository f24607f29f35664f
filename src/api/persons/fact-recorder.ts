import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  type Action, may, mustBePermitted, type Ownership, type Source, sourceOf,
} from '../../application/access/access.js';
import { mayKeepFile } from '../../application/access/disclose-youth.js';
import { ownersOf } from '../../application/access/disclosure.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { PersonCommand } from '../../application/person/person-command.js';
import { personView } from '../../application/queries/person-view.js';
import { decidesMembership, type YouthView, youthView } from '../../application/queries/youth-view.js';
import { policyIn } from '../../domain/kaa/policy.js';
import { noRoutines } from '../../domain/kaa/routine.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import type { Category } from '../../domain/shared/event.js';
import { mustBeKnown } from '../../domain/shared/known-municipality.js';
import { mustHaveHappened } from '../../domain/shared/must-have-happened.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandAnswer } from '../requests/command-answer.js';
import type { Saying } from './said-about.js';

type Says<Report> = new (person: string, report: Report, context: CommandContext) => PersonCommand<Report>;

/** What a body says, with the source put in by us. */
type Sourced<Body> = Omit<Body, 'source'> & { readonly source: Source };

/** Which right a fact asks for, and whose name it is said in where nothing else is said. */
export interface Claim {
  readonly action: Action;
  readonly source: Source;
  readonly ownership?: Ownership;
}

/** Checks that the caller may say a fact about a person, and records it. */
@Injectable()
export class FactRecorder {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  async record<Body extends { source?: Source }>(
    command: Says<Sourced<Body>>, body: Body, { caller, context, person }: Saying, claim: Claim,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, claim.action, claim.ownership);
    const report = { ...body, source: sourceOf(caller, claim.source, body.source) };
    const receipt = await this.commands.execute(new command(person, report, context));
    return new CommandAnswer(receipt, receipt.person);
  }

  /** Records in the file that a municipality keeps for a youth: the caller's own, if it may keep one. */
  async recordInFile<Body extends { source?: Source; municipality: string }>(
    command: Says<Sourced<Body>>, body: Body, saying: Saying,
  ): Promise<CommandAnswer> {
    const action = 'record-kaa-fact';
    const { municipality } = body;
    mustBePermitted(saying.caller, action, { organisations: [municipality] });
    this.mustBeMunicipality(municipality);
    const mayKeep = may(saying.caller, action) === 'allowed'
      || mayKeepFile(await this.youth(saying.person), municipality);
    const ownership = { organisations: mayKeep ? [municipality] : [] };
    return this.record(command, body, saying, { action, source: 'case-worker', ownership });
  }

  /** Records in a file what cannot lie ahead: nobody was met, or let in, tomorrow. */
  recordPastInFile<Body extends { source?: Source; municipality: string; validOn: CivilDate }>(
    command: Says<Sourced<Body>>, body: Body, saying: Saying,
  ): Promise<CommandAnswer> {
    mustHaveHappened(body.validOn, civilDateAt(this.api.clock.now()));
    return this.recordInFile(command, body, saying);
  }

  /** Refuses a code that no municipality has, to which a file would be lost. */
  mustBeMunicipality(code: string, field = 'municipality'): void {
    mustBeKnown(code, this.api.isMunicipality, field);
  }

  /** Says that two persons are two; a registrar must be of a unit where either is or was. */
  async tellApart<Body extends { source?: Source; other: string }>(
    command: Says<Sourced<Body>>, body: Body, saying: Saying,
  ): Promise<CommandAnswer> {
    const action = 'tell-persons-apart';
    const isFree = may(saying.caller, action) === 'allowed';
    const both = isFree ? [] : await Promise.all([saying.person, body.other].map((id) => this.unitsAt(id)));
    const ownership = { units: both.flat() };
    return this.record(command, body, saying, { action, source: 'case-worker', ownership });
  }

  /** Withdraws a fact about schooling or attendance; a registrar must be of the unit that it is about. */
  withdraw<Body extends { source?: Source; withdraws: string }>(
    command: Says<Sourced<Body>>, body: Body, saying: Saying,
  ): Promise<CommandAnswer> {
    const claim = { action: 'record-schooling-fact', source: 'school-system' } as const;
    return this.recordOnFact(command, body, saying, claim, body.withdraws);
  }

  /** Says something of a fact about schooling or attendance, which must be of the caller's. */
  async recordOnFact<Body extends { source?: Source }>(
    command: Says<Sourced<Body>>, body: Body, saying: Saying, claim: Omit<Claim, 'ownership'>, fact: string,
  ): Promise<CommandAnswer> {
    const isFree = may(saying.caller, claim.action) === 'allowed';
    const ownership = isFree ? {} : await this.ownersOfFact(saying.person, fact);
    return this.record(command, body, saying, { ...claim, ownership });
  }

  private async unitsAt(person: string): Promise<readonly (string | undefined)[]> {
    const today = civilDateAt(this.api.clock.now());
    const events = await this.api.persons.of(person, isAboutSchooling);
    return ownersOf(personView(events, today), today).units ?? [];
  }

  /** Whose the youth is, and was, is the same under any routine. */
  private async youth(person: string): Promise<YouthView> {
    const events = await this.api.persons.of(person, decidesMembership);
    const policy = policyIn(noRoutines, this.api.isMunicipality);
    return youthView(events, civilDateAt(this.api.clock.now()), policy);
  }

  /** The school units a fact is about, and a municipality; of what it withdraws, if it does. */
  private async ownersOfFact(person: string, factId: string): Promise<Ownership> {
    const events = await this.api.persons.of(person, isAboutSchooling);
    const said = new Map(events.map((event) => [event.id, saidIn(event)]));
    for (let fact = said.get(factId); fact; fact = said.get(fact.withdraws ?? '')) {
      const { unit, fromUnit, municipality, withdraws } = fact;
      if (withdraws === undefined) return { units: [unit, fromUnit], organisations: [municipality] };
    }
    return {};
  }
}

const isAboutSchooling = (category: Category): boolean =>
  ['schooling', 'document', 'attendance'].includes(category);

interface SaidOfFact {
  readonly unit?: string;
  readonly fromUnit?: string;
  readonly municipality?: string;
  readonly withdraws?: string;
}

const saidIn = (event: OpenedEvent): SaidOfFact => (event.erased ? {} : event.data as object);
