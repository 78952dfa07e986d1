import type { AmlPort } from './aml-port.js';
import { CATALOGUE_CAPABILITIES, type CataloguePorts } from './catalogue-ports.js';
import type { BankAccountPort, GstinPort, LivenessPort, NameMatchPort, PanPort } from './check-ports.js';
import type { CustomerPort } from './customer-port.js';
import type { OtpPort } from './otp-port.js';
import type { ScreeningPort } from './screening-port.js';
import type { VerificationLinkPort } from './verification-link-port.js';
import type { WorkflowPort } from './workflow-port.js';

/** What a provider can do, and the port behind each word. Adding a capability is one line here and one interface. */
export interface CapabilityPorts extends CataloguePorts {
  OTP: OtpPort;
  WORKFLOW: WorkflowPort;
  SCREENING: ScreeningPort;
  VERIFICATION_LINK: VerificationLinkPort;
  AML: AmlPort;
  CUSTOMER: CustomerPort;
  PAN: PanPort;
  BANK_ACCOUNT: BankAccountPort;
  GSTIN: GstinPort;
  NAME_MATCH: NameMatchPort;
  LIVENESS: LivenessPort;
}

export type Capability = keyof CapabilityPorts;

export const CAPABILITIES = [
  'OTP',
  'WORKFLOW',
  'SCREENING',
  'VERIFICATION_LINK',
  'AML',
  'CUSTOMER',
  'PAN',
  'BANK_ACCOUNT',
  'GSTIN',
  'NAME_MATCH',
  'LIVENESS',
  ...CATALOGUE_CAPABILITIES,
] as const satisfies readonly Capability[];
