import { runMaintenance } from '../app/maintenance.js';
import { applyRetention, createPrivacyServices } from '../app/privacy.js';

/** Removes what is older than its class allows and carries out due erasures; with --dry-run, only says what it would do. */
await runMaintenance(process.env, async ({ config, repositories, stores, dataSource }) => {
  const dryRun = process.argv.includes('--dry-run');
  const { retentionService } = createPrivacyServices({ config, repositories, stores });
  const lines = dryRun ? await retentionService.preview() : await applyRetention(dataSource, retentionService);
  if (lines === null) {
    process.stderr.write('Another process is at it. Try again later.\n');
    return 1;
  }
  for (const { what, days, rows } of lines) {
    const rule = days === null ? 'by date' : `after ${days} days`;
    process.stdout.write(`${what} (${rule}): ${rows} ${dryRun ? 'would go' : 'done'}\n`);
  }
  return 0;
});
