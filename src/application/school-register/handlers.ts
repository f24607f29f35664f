import { RegisterUnitsHandler } from './register-units.js';

export const schoolRegisterHandlers = [RegisterUnitsHandler];
