const PARTS =
  /^[^:]+?(?<discovers>\+discover)?:\/\/(?:(?<username>[^@/?:]+):(?<password>[^@/?]+)@)?(?<hosts>[^/?]+)/;

/** What an address in the shape of a connection string tells. */
export interface AddressParts {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** It leads to several members, of which one leads. */
  readonly isOfCluster: boolean;
}

export const partsOf = (address: string): AddressParts => {
  const { discovers, username, password, hosts = '' } = PARTS.exec(address)?.groups ?? {};
  const isOfCluster = discovers !== undefined || hosts.includes(',');
  if (username === undefined || password === undefined) return { isOfCluster };
  const decoded = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { credentials: decoded, isOfCluster };
};
