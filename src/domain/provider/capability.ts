import { CHECK_CAPABILITIES } from '../check/kinds/check-kinds.js';
import type { AmlPort } from './aml-port.js';
import type { CheckPorts } from './check-port.js';
import type { CustomerAuthPort } from './customer-auth-port.js';
import type { CustomerPort } from './customer-port.js';
import type { OtpPort } from './otp-port.js';
import type { RunnerToolsPort } from './runner-tools-port.js';
import type { ScreeningPort } from './screening-port.js';
import type { VerificationLinkPort } from './verification-link-port.js';
import type { WorkflowDesignPort } from './workflow-design-port.js';
import type { WorkflowDocumentPort } from './workflow-document-port.js';
import type { WorkflowPort } from './workflow-port.js';

/** What a provider can do, and the port behind each word. Adding a capability is one line here and one interface; a check is defined in `check/kinds`. */
export interface CapabilityPorts extends CheckPorts {
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
  ...CHECK_CAPABILITIES,
] as const satisfies readonly Capability[];
