import { CHECK_CAPABILITIES, type CheckCapability, isReadable } from '../../src/domain/check/kinds/check-kinds.js';
import type { CheckPort, CheckPorts } from '../../src/domain/provider/check-port.js';
import { CONTEXT } from './call-context.js';
import { PASSING } from './cashfree/passing-checks.js';

type Calls = {
  readonly [C in CheckCapability]: Readonly<Record<string, (port: CheckPorts[C]) => Promise<unknown>>>;
};

/** One call of each method of the port of each kind of check, with good input. */
export const CHECK_CALLS = Object.fromEntries(
  CHECK_CAPABILITIES.map((capability): [string, unknown] => [capability, callsOf(capability)]),
) as Calls;

type Special = CheckPorts['AADHAAR_OTP'] & CheckPorts['AADHAAR_MASKING'];

function callsOf(capability: CheckCapability) {
  const checkId = 'contract-1';
  const input = { ...PASSING[capability].input, checkId };
  const readAgain = (port: CheckPorts['PAN']) => port.readAgain('999999999', CONTEXT);
  const mask = (port: Special) => port.mask({ ...PASSING.AADHAAR_MASKING.input, checkId }, CONTEXT);
  const submitCode = (port: Special) => port.submitCode({ referenceId: '999999999', code: '000000' }, CONTEXT);
  if (capability === 'AADHAAR_MASKING') return { mask };
  return {
    check: (port: CheckPort<object>) => port.check(input, CONTEXT),
    ...(isReadable(capability) ? { readAgain } : {}),
    ...(capability === 'AADHAAR_OTP' ? { submitCode } : {}),
  };
}
