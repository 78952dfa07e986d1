import type { CallContext } from '../../../src/domain/provider/call-context.js';
import type {
  BankAccountPort,
  CheckResult,
  GstinPort,
  LivenessPort,
  NameMatchPort,
  PanPort,
} from '../../../src/domain/provider/check-ports.js';
import { FakePort } from './fake-port.js';
import { checkResult } from './provider-samples.js';

type CheckPorts = PanPort & BankAccountPort & GstinPort & NameMatchPort & LivenessPort;

/** The five checks, which one provider offers in production too. */
export class FakeCheckPort extends FakePort implements CheckPorts {
  /** What every check finds. */
  result: CheckResult = checkResult();
  /** What reading an earlier check again finds; absent: the same. */
  readAgain: CheckResult | null = null;

  verifyPan(input: Parameters<PanPort['verifyPan']>[0], context: CallContext) {
    return this.answer('verifyPan', input, context, () => this.result);
  }

  getPanCheck(referenceId: string, context: CallContext) {
    return this.answer('getPanCheck', referenceId, context, () => this.readAgain ?? this.result);
  }

  verifyBankAccount(input: Parameters<BankAccountPort['verifyBankAccount']>[0], context: CallContext) {
    return this.answer('verifyBankAccount', input, context, () => this.result);
  }

  getBankAccountCheck(referenceId: string, context: CallContext) {
    return this.answer('getBankAccountCheck', referenceId, context, () => this.readAgain ?? this.result);
  }

  verifyGstin(input: Parameters<GstinPort['verifyGstin']>[0], context: CallContext) {
    return this.answer('verifyGstin', input, context, () => this.result);
  }

  matchNames(input: Parameters<NameMatchPort['matchNames']>[0], context: CallContext) {
    return this.answer('matchNames', input, context, () => this.result);
  }

  checkLiveness(input: Parameters<LivenessPort['checkLiveness']>[0], context: CallContext) {
    return this.answer('checkLiveness', input, context, () => this.result);
  }
}
