import { createDataSource } from './src/persistence/data-source.js';

/** For the TypeORM command line, after `npm run build`: see "Migrations" in docs/operations.md. Needs DATABASE_URL. */
const url = process.env.DATABASE_URL;
if (url === undefined || url === '')
  throw new Error('Set DATABASE_URL to the database whose migrations you want to handle.');

export default createDataSource({ url, poolSize: 2 });
