import { GATEWAY_SETTINGS } from '../../../src/config/gateway-settings.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { FakeCheckPort } from '../../support/fakes/fake-check-port.js';
import { FakeProvider } from '../../support/fakes/fake-provider.js';

const checks = new FakeCheckPort();
const acme = new FakeProvider('acme', { GSTIN: checks });
const cashfree = new FakeProvider('cashfree', { PAN: checks, GSTIN: checks });
const idsOf = (directory: ProviderDirectory) => directory.candidates('GSTIN').map(({ providerId }) => providerId);

test('a new provider stands in for the others, and takes over nothing by the letter it begins with', () => {
  const order = GATEWAY_SETTINGS.PROVIDER_ORDER.fallback.split(',');
  expect(idsOf(new ProviderDirectory([acme, cashfree], order))).toEqual(['cashfree', 'acme']);
});

test('the configured order decides, and names of providers that are not there do not matter', () => {
  expect(idsOf(new ProviderDirectory([cashfree, acme], ['nobody', 'acme']))).toEqual(['acme', 'cashfree']);
  expect(idsOf(new ProviderDirectory([cashfree, acme]))).toEqual(['cashfree', 'acme']);
});

test('a capability that nobody offers is a problem of the command', () => {
  const directory = new ProviderDirectory([acme]);
  expect(directory.candidates('PAN')).toEqual([]);
  expect(() => directory.choose('PAN')).toThrow('No provider for PAN is configured.');
});
