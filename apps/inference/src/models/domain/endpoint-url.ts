/** Address range where clouds serve machine credentials to anyone who asks from inside. */
const LINK_LOCAL = /^(169\.254\.|\[fe[89ab])/;

/** What is wrong with the base URL of an endpoint; undefined when nothing is. */
export function endpointFault(endpoint: string): string | undefined {
  const wanted = 'http(s)://host[:port]/v1, up to and including the version';
  if (!URL.canParse(endpoint)) return `"${endpoint}" is not a URL: ${wanted}`;
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '') {
    return 'carries a user or password; put the key into an environment variable and name it in apiKeyRef';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `"${endpoint}" has the scheme ${url.protocol.slice(0, -1)}: ${wanted}`;
  }
  if (url.search !== '' || url.hash !== '') {
    return `"${endpoint}" has a query or fragment: ${wanted}`;
  }
  if (LINK_LOCAL.test(url.hostname)) {
    return `${url.hostname} is a link-local address, where clouds serve credentials, not models`;
  }
  return url.pathname.endsWith('/chat/completions')
    ? `"${endpoint}" names one method; leave out /chat/completions`
    : undefined;
}

/** One spelling of a base URL, so that equal endpoints share limits: no slash at the end. */
export function normalEndpoint(endpoint: string): string {
  return new URL(endpoint).href.replace(/\/+$/, '');
}
