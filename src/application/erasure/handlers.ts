import { ErasePersonHandler } from './erase-person.js';
import { EraseStreamHandler } from './erase-stream.js';

export const erasureHandlers = [EraseStreamHandler, ErasePersonHandler];
