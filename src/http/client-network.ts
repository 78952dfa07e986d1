import { isIPv6 } from 'node:net';

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const HEXTETS = 8;
const NETWORK_HEXTETS = 4;

/** What counts as one address: an IPv4 address, or the /64 of an IPv6 address, of which a customer has them all. */
export function toClientNetwork(address: string): string {
  const mapped = IPV4_IN_IPV6.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const plain = address.split('%', 1)[0] ?? '';
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.split('::', 2);
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(HEXTETS - first.length - last.length, 0) }, () => '0');
  const network = [...first, ...(tail === undefined ? [] : zeros), ...last].slice(0, NETWORK_HEXTETS);
  return `${network.map((hextet) => Number.parseInt(hextet, 16).toString(16)).join(':')}::/64`;
}
