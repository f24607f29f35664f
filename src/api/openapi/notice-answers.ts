import { flag, id, instant, list, orNull, pageOf, position, text } from './shape.js';

/** Oldest first. */
export const noticesShape = pageOf({
  event: id('The event; what it says stands in the trail of the person'),
  kind: text('What kind of event'), position: position(), recordedAt: instant('When it came in'),
  person: id('Whom it is about'),
  municipality: orNull(
    text('Whom it concerns; null for protected persons, where it is not the caller\'s own')),
  halfYears: list(text(), 'Half-years that were reported before it came in, and that it may change'),
  settledThrough: orNull(text('The last month settled before it came in, where it is about no later one')),
}, {
  through: position('Up to here all is in this page or the ones before: to have seen (`POST …/looks`)'),
  complete: flag('Nothing came in after `through`; otherwise there may be more, also of an empty page'),
  lookedThrough: orNull(position('Up to where the caller has seen the list; null if they never looked')),
});
