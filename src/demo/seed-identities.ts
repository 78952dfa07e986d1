import type { ExternalIdentityRepository } from '../domain/session/external-identity.js';

const ISSUER = 'https://login.example.com/realms/demo';

/** Two identities of the demo customer at a provider that there is not: one to confirm, one to take away. */
export async function seedIdentities(
  { externalIdentities }: { readonly externalIdentities: Pick<ExternalIdentityRepository, 'insert'> },
  userId: string,
  ids: readonly string[],
  createdAt: Date,
): Promise<void> {
  for (const [index, id] of ids.entries())
    await externalIdentities.insert({
      id,
      userId,
      issuer: ISSUER,
      subject: `demo-person-${index + 1}`,
      createdAt,
      confirmedAt: null,
    });
}
