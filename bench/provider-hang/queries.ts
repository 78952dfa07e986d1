/** A part of the big query for each provider that it needs. */
const PARTS: Readonly<Record<string, string>> = {
  cashfree: 'verifications(first: 1) { nodes { status outcome source { state } } }',
  cdp: 'customer { outcome customerNumber source { state } }',
  crego: 'runners(first: 1) { nodes { status currentNode { name } source { state } } }',
  personr: 'applicants(first: 1) { nodes { status decision source { state } } }',
};

export const PROVIDER_IDS = Object.keys(PARTS);

/** The signed-in person with everything that the providers know, but nothing of `id`. */
export function queryWithout(id: string): string {
  return queryOf(PROVIDER_IDS.filter((one) => one !== id));
}

/** The signed-in person and what `id` knows of them. */
export function queryOfOnly(id: string): string {
  return queryOf([id]);
}

function queryOf(ids: readonly string[]): string {
  return `{ me { name profile { pan { number } } ${ids.map((id) => PARTS[id]).join(' ')} } }`;
}
