import { loadConfig } from '../../../src/config/load-config.js';
import type { CustomerPort, OnboardingInput } from '../../../src/domain/provider/customer-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { cdpProvider } from '../../../src/providers/cdp/cdp.provider.js';

export const CONTEXT = { principal: 'user-1' } as const;

/** The provider as the process builds it, from environment text. */
export function createCdp(baseUrl: string, env: Record<string, string> = {}, operationTimeoutMs = 5_000): KycProvider {
  const config = { ...loadConfig(cdpProvider.settings, {}), ...cdpProvider.simulatorSettings };
  const given = loadConfig(cdpProvider.settings, env);
  for (const key of Object.keys(env)) Object.assign(config, { [key]: given[key] });
  return cdpProvider.create(config, { baseUrl, simulated: true, operationTimeoutMs });
}

export function customerPort(provider: KycProvider): CustomerPort {
  const port = provider.ports.CUSTOMER;
  if (port === undefined) throw new Error('the provider has no customer port');
  return port;
}

export async function providerErrorOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => new Error('no error came'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

export function onboardingOf(idNumber: string): OnboardingInput {
  const image = { bytes: new Uint8Array([0xff, 0xd8, 0xff, 0x00]), contentType: 'image/jpeg' };
  return {
    firstName: 'Noor',
    middleName: null,
    lastName: 'Example',
    preferredName: null,
    mothersMaidenName: null,
    nationality: 'IN',
    secondNationality: null,
    nativeRegion: null,
    dateOfBirth: '1991-02-03',
    countryOfBirth: null,
    placeOfBirth: null,
    residentTypeId: null,
    countryOfResidence: 'AE',
    gender: 'FEMALE',
    mobile: '+919000000050',
    secondaryMobile: null,
    phone: null,
    email: 'noor@example.com',
    occupationId: 3,
    politicallyExposed: false,
    addresses: [
      {
        type: 'PERMANENT',
        line1: '12',
        street: 'Example Street',
        landmark: null,
        city: 'Chennai',
        district: null,
        state: 'Tamil Nadu',
        country: 'IN',
        postalCode: '600001',
        poBox: null,
        mobile: null,
      },
    ],
    idDocuments: [
      {
        idType: 4,
        idNumber,
        nameAsPerId: 'Noor Example',
        issuedCountry: 'IN',
        issuedBy: null,
        issuedAt: null,
        issuedOn: null,
        expiresOn: '2031-05-06',
        visaNumber: null,
        visaExpiresOn: null,
        active: true,
        isDefault: null,
        front: image,
        back: null,
      },
    ],
    additionalDocuments: [],
    classification: null,
    profilePhoto: image,
  };
}
