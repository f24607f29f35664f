import { Type } from '@sinclair/typebox';
import { CivilDateField, CodeField } from '../../domain/shared/fields.js';
import { TextLine } from '../../domain/shared/text-line.js';
import { type AccountRule, type ObjectSource, objectSources } from '../../domain/voucher/layout.js';
import { Field, ListField, NumberField, ObjectField } from '../requests/fields.js';

const optional = { optional: true };
const notShown = { optional: true, isShown: false };

const Code = (description: string, example: string) =>
  Type.String({ pattern: '^[0-9A-Za-z-]{1,40}$', description, examples: [example] });
const Account = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,10}$', description, examples: ['4531'] });

class AccountRuleBody {
  @Field(Account('Account; without one such amounts are not booked'), optional) account?: string;
  @Field(Code('One payee, or of a payee one payer', '1480'), notShown) counterparty?: string;
  @Field(CodeField(['municipality', 'other', 'self'], 'What kind of counterparty'), optional)
  counterpartyIs?: AccountRule['counterpartyIs'];

  @Field(Type.String({ pattern: '^[A-Za-z]{2}$', description: 'Programme', examples: ['NA'] }), notShown)
  programme?: string;

  @Field(Type.String({ pattern: '^\\d{4}$', description: 'One year', examples: ['2026'] }), notShown)
  year?: string;
}

class DimensionBody {
  @NumberField(Type.Integer({ minimum: 1, maximum: 999, description: 'Its number' }), { example: 1 })
  number!: number;

  @Field(TextLine(60, { minLength: 1, description: 'Its name' }), { example: 'Ansvar' }) name!: string;
  @Field(Code('Object, the same for all amounts', '4410'), optional) object?: string;
  @Field(CodeField(objectSources, 'Instead: what the object is taken from'), notShown) of?: ObjectSource;
}

class LayoutBody {
  @Field(TextLine(100, { minLength: 1, description: 'Whose books' }), { example: 'Mölndals stad' })
  name!: string;

  @Field(Code('Organisation number', '212000-1363'), optional) organisationNumber?: string;
  @Field(Type.String({ pattern: '^[0-9A-Za-z]{0,10}$', description: 'Series', examples: ['I'] }), optional)
  series?: string;

  @Field(Account('Account of the other half of each voucher'), { example: '2990' }) contraAccount!: string;
  @Field(Account('Account of VAT compensation; without one it is not booked apart'), notShown)
  vatAccount?: string;

  @Field(Account('Account of rounding to whole kronor; without one vouchers stay in öre'), notShown)
  roundingAccount?: string;

  @ListField(() => AccountRuleBody, { description: 'Which account; the first that fits', most: 200 })
  accounts!: AccountRuleBody[];

  @ListField(() => DimensionBody, { description: 'Dimensions, each once', most: 20, optional: true })
  dimensions?: DimensionBody[];
}

/** Whose vouchers of a settlement, on which accounts. */
export class VoucherBody {
  @Field(CodeField(['payer', 'payee'], 'Whether what is owed is booked, or what is claimed'))
  side!: 'payer' | 'payee';

  @Field(Code('Who books: a municipality code or the id of a principal', '1481')) party!: string;
  @Field(CivilDateField('Day of the vouchers; that of the approval where nothing is said'), notShown)
  bookedOn?: string;

  @ObjectField(() => LayoutBody, { description: 'Accounts and dimensions' }) layout!: LayoutBody;
}

export const voucherExample = [
  '#FLAGGA 0', '#PROGRAM "Liggare" "1"', '#FORMAT PC8', '#GEN 20260402', '#SIETYP 4', '#FNAMN "Kommunen"',
  '#VER "" "" 20260402 "..."', '{', '   #TRANS 4531 {} 9452.05 20260402 "2026-03, 31 dagar"',
  '   #TRANS 2990 {} -9452.05 20260402', '}', '',
].join('\r\n');
