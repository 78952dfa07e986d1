import { runMaintenance } from '../app/maintenance.js';

/** Brings the database up to date without serving, e.g. before new gateways are rolled out. */
await runMaintenance(process.env, async () => {
  process.stdout.write('The database is up to date.\n');
  return 0;
});
