const HOST = String.raw`(?:\[[\da-f:.]+\]|[^@/?:,[\]]+)(?::\d{1,5})?`;

/** The shape of an address of one server or several; its options are in the group `query`. */
export const addressShape = (schemes: string): RegExp =>
  new RegExp(String.raw`^(?:${schemes})://(?:[^@/?]+:[^@/?]+@)?${HOST}(?:,${HOST})*/?(?:\?(?<query>.*))?$`);

/** What the address of a server must be that holds a bare `%`, or one of another encoding. */
export const PERCENT_ENCODED = 'an address with user and password percent-encoded: % as %25, @ as %40';

export const isPercentEncoded = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return false;
  }
};
