import type { DataSource } from 'typeorm';
import type { SpendLedger } from '../../domain/spending/spend-cap.js';

const KEPT_DAYS = 31;

export class SpendTable implements SpendLedger {
  constructor(private readonly dataSource: DataSource) {}

  /** One statement: of any number at once, each sees what the others have added. */
  async reserve(userId: string, day: string, units: number, cap: number): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `WITH past AS (DELETE FROM spend_days WHERE user_id = $1 AND day < $2::date - ${KEPT_DAYS})
       INSERT INTO spend_days (user_id, day, units) SELECT $1::uuid, $2::date, $3::int WHERE $3 <= $4::int
       ON CONFLICT (user_id, day) DO UPDATE SET units = spend_days.units + EXCLUDED.units
         WHERE spend_days.units + EXCLUDED.units <= $4
       RETURNING units`,
      [userId, day, units, cap],
    );
    return rows.length > 0;
  }

  async release(userId: string, day: string, units: number): Promise<void> {
    await this.dataSource.query(
      'UPDATE spend_days SET units = greatest(units - $3, 0) WHERE user_id = $1 AND day = $2',
      [userId, day, units],
    );
  }
}
