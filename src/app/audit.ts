import { join } from 'node:path';
import type { Logger } from 'pino';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import { keyedHash } from '../security/keyed-hash.js';
import { localSecret } from '../security/local-secret.js';
import { ChainWitnessFile } from '../storage/chain-witness-file.js';
import type { Cleanup } from './database.js';
import type { AuditKeeping } from './repositories.js';

export interface AuditNeeds {
  readonly config: Pick<SettingValues<typeof GATEWAY_SETTINGS>, 'AUDIT_KEY'>;
  readonly dataDir: string;
  readonly log: Logger;
}

/** The key of the chains, and the file that remembers their ends. What it holds back is written by `cleanups`. */
export function openAudit({ config, dataDir, log }: AuditNeeds, cleanups: Cleanup[]): AuditKeeping {
  const witness = new ChainWitnessFile(join(dataDir, 'audit-heads.json'), () =>
    log.error('the ends of the audit chains could not be written to the data folder'),
  );
  cleanups.push(() => witness.flush());
  return { mac: keyedHash(config.AUDIT_KEY ?? localSecret(dataDir, 'audit'), 'audit-chain'), witness };
}
