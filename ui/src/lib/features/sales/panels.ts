/** What stands beside the cart. One thing at a time; Esc comes back to the shelf. */
import type { Approval, Sale } from './types.ts';

export type Panel =
  | { kind: 'shelf' }
  /** `text`: what is looked for already. */
  | { kind: 'search'; text?: string }
  | { kind: 'customer' }
  | { kind: 'pay' }
  | { kind: 'parked' }
  | { kind: 'line'; lineId: string }
  | { kind: 'discount' }
  | { kind: 'return'; code: string }
  | { kind: 'tickets' }
  /** A repair that was scanned; `job`: one envelope of it. */
  | { kind: 'job'; repair: string; job: string | null }
  /** An order of custom work that was scanned. */
  | { kind: 'custom'; order: string }
  | { kind: 'void'; sale: Sale }
  | { kind: 'done'; saleId: string }
  | { kind: 'paper'; sale: Sale }
  | { kind: 'cash' }
  | { kind: 'report' }
  | { kind: 'close' }
  | { kind: 'printer' }
  | { kind: 'commands' }
  | { kind: 'approve'; why: string; run: (approval: Approval) => Promise<void> };
