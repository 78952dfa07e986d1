import { recordRotation, rotateKeys, toRotationReport } from '../app/key-rotation.js';
import { runMaintenance } from '../app/maintenance.js';

/** Brings all personal data under the first of DATA_KEYS. Ends with 0 when no older key is in use any more. */
await runMaintenance(process.env, async ({ dataSource, stores, repositories, vault: { sealer } }) => {
  const rotation = await rotateKeys(dataSource, Object.values(stores), sealer);
  await recordRotation(repositories.auditTrail, sealer.currentKeyId, rotation);
  process.stdout.write(toRotationReport(rotation, sealer.currentKeyId));
  return rotation.inUse.length === 0 ? 0 : 1;
});
