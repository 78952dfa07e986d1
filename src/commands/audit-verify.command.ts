import { runMaintenance } from '../app/maintenance.js';
import { verifyAudit } from '../app/verify-audit.js';

/** Proves that no row of the audit trail or the access log was altered, removed, inserted or cut off. */
await runMaintenance(process.env, async (parts) => {
  const { lines, whole } = await verifyAudit(parts);
  process.stdout.write(`${lines.join('\n')}\n`);
  return whole ? 0 : 1;
});
