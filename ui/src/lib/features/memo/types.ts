export type {
  Memo,
  MemoBalance,
  MemoDueLine,
  MemoEntry,
  MemoLine,
  MemoOutstandingLine,
  MemoSettlement,
  MemoSheet,
  MemoStatement
} from '#lib/api/generated/types.gen.ts';

export type Direction = 'in' | 'out';
export type Act = 'return' | 'keep' | 'invoice' | 'lose';
export type Party = { kind: 'supplier' | 'customer'; id: string; name: string };

/** Whose account, and which way. */
export type Whose = { direction: string; party_kind: string; party_id: string };
