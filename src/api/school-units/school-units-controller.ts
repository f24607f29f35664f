import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { RegisterUnits } from '../../application/school-register/register-units.js';
import { UnitRegistered } from '../../domain/school-register/events.js';
import type { Principal } from '../../domain/school-register/state.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Field, FieldOf, ListField, ObjectField } from '../requests/fields.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';

const { id, name, kind } = UnitRegistered.schema.properties.principal.properties;

class PrincipalBody {
  @Field(id, { example: '1480' }) id!: string;
  @Field(name, { example: 'Exempelkommunen' }) name!: string;
  @Field(kind, { description: 'What kind of principal' }) kind!: Principal['kind'];
}

class UnitBody {
  @FieldOf(UnitRegistered, 'validOn') validOn!: string;
  @FieldOf(UnitRegistered, 'reportedAt') reportedAt?: string;
  @FieldOf(UnitRegistered, 'unit') unit!: string;
  @FieldOf(UnitRegistered, 'name', { example: 'Exempelgymnasiet' }) name!: string;
  @ObjectField(() => PrincipalBody, { description: 'Who runs it' }) principal!: PrincipalBody;
  @FieldOf(UnitRegistered, 'municipality') municipality?: string;
  @FieldOf(UnitRegistered, 'closed', { isShown: false }) closed?: true;
}

class UnitsBody {
  @ListField(() => UnitBody, { description: 'School units, as they are from a day on', most: 2_000 })
  units!: UnitBody[];
}

@ApiTags('Price lists and school units')
@ApiBearerAuth()
@Does('register-units')
@Controller('v1/school-units')
export class SchoolUnitsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @CommandDocumented({
    aboutPerson: false, summary: 'Say what school units are called and who runs them, from a day on',
  })
  async register(
    @Body() { units }: UnitsBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'register-units');
    return new CommandAnswer(await this.commands.execute(new RegisterUnits(units, context)));
  }
}
