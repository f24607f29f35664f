import { outsideBeside } from './outside.js';
import type { Simulation } from './simulated-pupils.js';

/** What whoever looks at simulated files must know; printed by the command and written beside the files. */
export const notice = ({ pupils, schoolYear, seed, asOf }: Simulation): string => `\
A simulated region: ${pupils} pupils and ${outsideBeside(pupils)} youths outside school,
school year ${schoolYear}, seed ${seed}, as of ${asOf}.

No one in these files exists. Names, addresses, schools, school principals and what happens are invented. The
municipalities are the 13 real ones of Göteborgsregionen, by code and name, and some neighbours; nothing here
says anything about them. Personal numbers are official test numbers of the Swedish Tax Agency; where those do
not suffice, temporary numbers on their birthdays, which no register gives to anyone. Prices are those of the
national price list where they are known, and marked stand-ins otherwise. How much of it is taken from sources
and what is assumed: docs/reference/simulator.md.
`;
