import { toOperationLimits } from '../../src/app/endpoint.js';
import { LIMIT_SETTINGS } from '../../src/config/limit-settings.js';
import { loadConfig } from '../../src/config/load-config.js';

/** The limits of a gateway without settings. */
export const DEFAULT_LIMITS = toOperationLimits(loadConfig(LIMIT_SETTINGS, {}));
