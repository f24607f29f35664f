import { TakeLookHandler } from './looks.js';

export const noticeHandlers = [TakeLookHandler];
