import { Controller, Get, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { rowsFor } from '../../application/access/listed.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { DocumentedFile } from '../openapi/documented.js';
import { fileOf } from '../requests/exported-file.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { protectedFor } from '../requests/protected-persons.js';
import { CalledBy } from '../requests/request-context.js';
import { spellExamples, SpellsQuery } from './kaa-requests.js';
import { spellFields } from './spell-export.js';

/** All spells in the target group, for programs that reckon for themselves. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-kaa-register')
@Controller('v1/kaa/spells')
export class KaaSpellsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @DocumentedFile({
    summary: 'Every spell in the target group, past and to come, as one file',
    description: 'One spell a line, person by person, sent as it is read. The fields are told of in '
      + 'docs/reference/kaa-spells.md.',
    files: spellExamples, problems: ['other-organisation', 'read-model-behind'],
  })
  async spells(
    @Query() { municipality, format, atLeast }: SpellsQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { organisation } = permittedPart(caller, 'read-kaa-register', { organisation: municipality });
    await this.freshness.reaches(atLeast, 'kaa', 'charges');
    const isProtected = await protectedFor(this.api, caller);
    const shown = rowsFor(caller, { municipality: organisation }, ({ person }) => isProtected.has(person));
    return fileOf(reply, each(this.api.kaa.spells(organisation), shown), spellFields, format);
  }
}

async function* each<R>(pieces: AsyncIterable<R[]>, shown: (rows: R[]) => R[]): AsyncGenerator<R[]> {
  for await (const rows of pieces) yield shown(rows);
}
