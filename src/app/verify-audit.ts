import { CHAINS, type ChainName } from '../persistence/chain/chain-row.js';
import { type ChainFault, type ChainReport, verifyChain } from '../persistence/chain/verify-chain.js';
import type { Maintenance } from './maintenance.js';

const SUBJECT: Readonly<Record<ChainName, string>> = { audit_events: 'audit trail', access_log: 'access log' };

const MEANING: Readonly<Record<ChainFault, string>> = {
  ALTERED: 'is not what was written there',
  MISSING: 'is gone, although later rows are there',
  UNLINKED: 'does not follow the row before it',
  CUT: 'and whatever followed it were cut off',
  HEAD: 'is where the chain ends, which is not where it ended when it was last written',
  REWRITTEN: 'is not the one that was seen there before',
};

/** Proves both chains. Answers with the lines to print and whether everything is whole. */
export async function verifyAudit({
  dataSource,
  audit,
}: Pick<Maintenance, 'dataSource' | 'audit'>): Promise<{ readonly lines: readonly string[]; readonly whole: boolean }> {
  const reports: ChainReport[] = [];
  for (const chain of CHAINS) {
    // Asked before the chain is read: gateways may go on writing.
    const witnessed = await audit.witness.find(chain);
    reports.push(await verifyChain({ dataSource, chain, mac: audit.mac, witnessed }));
  }
  return { lines: reports.map(toLine), whole: reports.every(({ fault }) => fault === null) };
}

function toLine({ chain, rows, fault }: ChainReport): string {
  if (fault === null) return `The ${SUBJECT[chain]} is whole: ${rows} ${rows === 1 ? 'row' : 'rows'}.`;
  return `The ${SUBJECT[chain]} is broken: row ${fault.seq} ${MEANING[fault.kind]} (${fault.kind}); ${rows} rows before it are proven.`;
}
