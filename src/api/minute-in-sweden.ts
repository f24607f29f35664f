const minutes = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short',
});

/**
 * An instant to the minute in Swedish time, for those who read it there.
 *
 * @example minuteInSweden('2026-03-31T22:30:00Z') // '2026-04-01 00:30'
 */
export const minuteInSweden = (instant: string): string => minutes.format(Date.parse(instant));
