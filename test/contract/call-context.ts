import type { CallContext } from '../../src/domain/provider/call-context.js';

export const CONTEXT: CallContext = { principal: 'contract-test' };
