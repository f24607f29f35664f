import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { type ErasedPerson, ErasePerson } from '../../application/erasure/erase-person.js';
import { type ErasedStream, EraseStream } from '../../application/erasure/erase-stream.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { ERASURE_SCOPES, type ErasureScope, StreamErased } from '../../domain/shared/erasure.js';
import { CodeField } from '../../domain/shared/fields.js';
import { erasedPersonShape, erasedStreamShape } from '../openapi/answers.js';
import { WithIdempotencyKey } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { AboutPerson, SaidAbout, type Saying } from '../persons/said-about.js';
import { EXAMPLE_ID, Field, FieldOf } from '../requests/fields.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';

class StreamErasureBody {
  @FieldOf(StreamErased, 'decision', {
    example: 'KS 2026/117', description: 'Reference of the decision; stands in the ledger in the clear',
  })
  decision!: string;
}

class PersonErasureBody extends StreamErasureBody {
  @Field(CodeField(
    ERASURE_SCOPES,
    'Which of the person\'s records: the files of the activity responsibility, all but them, or everything; '
    + 'who read the files goes with everything alone',
  ))
  scope!: ErasureScope;
}

const erased = {
  stream: `kaa-${EXAMPLE_ID}`, category: 'kaa', case: '1480', position: '0000000000000042', repeated: false,
};
const documented = {
  description: 'For ever, and for everyone: the key is destroyed, and read models forget. What a source goes '
    + 'on to send of the person is refused while some record is left; after that it makes somebody new '
    + 'known. So let the source leave the person out first.',
  problems: ['idempotency-key-invalid', 'idempotency-key-reused', 'field-malformed'],
} as const;

@ApiTags('Erasure')
@ApiBearerAuth()
@Does('erase-record')
@Controller('v1')
export class ErasuresController {
  constructor(private readonly commands: CommandBus) {}

  @Post('persons/:person/erasures')
  @HttpCode(200)
  @WithIdempotencyKey()
  @AboutPerson()
  @Documented({
    ...documented, problems: [...documented.problems, 'person-unknown'],
    summary: 'Make a person\'s records unreadable',
    shape: erasedPersonShape, answer: { person: EXAMPLE_ID, streams: [erased] },
  })
  erasePerson(@SaidAbout() saying: Saying, @Body() body: PersonErasureBody): Promise<ErasedPerson> {
    const { person, caller, context } = saying;
    mustBePermitted(caller, 'erase-record');
    return this.commands.execute(new ErasePerson(person, body.scope, body.decision, context));
  }

  @Post('streams/:stream/erasures')
  @HttpCode(200)
  @WithIdempotencyKey()
  @ApiParam({ name: 'stream', description: 'Name of a stream', example: erased.stream })
  @Documented({
    ...documented, problems: [...documented.problems, 'stream-unknown'],
    summary: 'Make one stream about a person unreadable', shape: erasedStreamShape, answer: erased,
  })
  eraseStream(
    @Param('stream') stream: string, @Body() { decision }: StreamErasureBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<ErasedStream> {
    mustBePermitted(caller, 'erase-record');
    return this.commands.execute(new EraseStream(stream, decision, context));
  }
}
