import type { AmlPort } from './aml-port.js';
import { CATALOGUE_CAPABILITIES, type CataloguePorts } from './catalogue-ports.js';
import type { BankAccountPort, GstinPort, LivenessPort, NameMatchPort, PanPort } from './check-ports.js';
import type { CustomerAuthPort } from './customer-auth-port.js';
import type { CustomerPort } from './customer-port.js';
import type { OtpPort } from './otp-port.js';
import type { RunnerToolsPort } from './runner-tools-port.js';
import type { ScreeningPort } from './screening-port.js';
import type { VerificationLinkPort } from './verification-link-port.js';
import type { WorkflowDesignPort } from './workflow-design-port.js';
import type { WorkflowDocumentPort } from './workflow-document-port.js';
import type { WorkflowPort } from './workflow-port.js';

/** What a provider can do, and the port behind each word. Adding a capability is one line here and one interface. */
export interface CapabilityPorts extends CataloguePorts {
  OTP: OtpPort;
  CUSTOMER_AUTH: CustomerAuthPort;
  WORKFLOW: WorkflowPort;
  RUNNER_TOOLS: RunnerToolsPort;
  WORKFLOW_DESIGN: WorkflowDesignPort;
  WORKFLOW_DOCUMENTS: WorkflowDocumentPort;
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
  'CUSTOMER_AUTH',
  'WORKFLOW',
  'RUNNER_TOOLS',
  'WORKFLOW_DESIGN',
  'WORKFLOW_DOCUMENTS',
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
