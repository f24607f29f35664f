import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { TrailPage } from '../../application/queries/trail.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { trailShape } from '../openapi/answers.js';
import { Documented } from '../openapi/documented.js';
import { FileReads } from '../kaa/file-reads.js';
import { Problem } from '../problems/problem.js';
import { Freshness, type ReadModelName } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { orderOf } from './trail-order.js';
import { trailExample, TrailQuery } from './trail-requests.js';

@ApiTags('Audit trail')
@ApiBearerAuth()
@Does('read-whole-trail')
@Controller('v1/trail')
export class TrailController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
    private readonly reads: FileReads,
  ) {}

  @Get()
  @Documented({
    summary: 'Every event of a stream, a delivery, an actor or a period',
    shape: trailShape, answer: trailExample, problems: ['cursor-invalid', 'read-model-behind'],
  })
  async whole(@Query() query: TrailQuery, @CalledBy() caller: Caller): Promise<TrailPage> {
    mustBePermitted(caller, 'read-whole-trail');
    await this.freshness.reaches(query.atLeast, ...readFor(query));
    const page = await this.answer(query);
    await this.reads.noteTrail(caller, page.items);
    return page;
  }

  private answer(query: TrailQuery): Promise<TrailPage> {
    mustNameOne(query);
    const { trail } = this.api;
    const { stream, delivery, actor, from, to } = query;
    const order = orderOf(query);
    if (stream !== undefined) return trail.ofStream(stream, everything, order);
    if (delivery !== undefined) return trail.ofPosting('delivery', delivery, everything, order);
    if (actor !== undefined) return trail.ofPosting('actor', actor, everything, order);
    const endMs = to === undefined ? END_OF_THE_LEDGER_MS : Date.parse(to);
    return trail.ofPeriod(Date.parse(from!), endMs, everything, order);
  }
}

/** Later than any event, and than the clock of a machine that was set back after the last one. */
const END_OF_THE_LEDGER_MS = Number.MAX_SAFE_INTEGER;

/** Whoever may read the whole trail may see every fact in it. */
const everything = (): boolean => true;

/** What a delivery or an actor did stands in the index; all else is read in the ledger. */
const readFor = ({ delivery, actor }: TrailQuery): ReadModelName[] =>
  ((delivery ?? actor) === undefined ? [] : ['audit-trail']);

const mustNameOne = ({ stream, delivery, actor, from, to }: TrailQuery): void => {
  const named = [stream, delivery, actor, from].filter((each) => each !== undefined);
  if (named.length !== 1) refuseField('stream', 'Give one of stream, delivery, actor, or from (with to).');
  if (to === undefined) return;
  if (from === undefined) refuseField('to', 'Give it with from.');
  else if (Date.parse(to) <= Date.parse(from)) refuseField('to', 'Must be later than from.');
};

const refuseField = (field: string, rule: string): never => {
  throw new Problem('request-invalid', { errors: [{ field, rule }] });
};
