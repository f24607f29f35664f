import { settingMarks } from '../../domain/cost/setting-marks.js';
import type { Statement } from './statement.js';

/** A statement for programs: one JSON object, its lines one a line. */
export async function* statementJson(statement: Statement): AsyncGenerator<string> {
  const { settlement, part } = statement;
  yield `{"settlement":${JSON.stringify(settlement)},"part":${JSON.stringify(part)},"lines":[`;
  let before = '\n';
  for await (const line of statement.lines()) {
    yield `${before}${JSON.stringify(line)}`;
    before = ',\n';
  }
  const { total } = statement;
  const policies = await statement.policies();
  yield `\n],"total":${JSON.stringify(total)},"policies":${JSON.stringify(policies)},`
    + `"marks":${JSON.stringify(settingMarks)}}\n`;
}
