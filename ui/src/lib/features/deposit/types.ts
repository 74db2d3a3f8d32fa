import type { RepairJob } from '#lib/api/generated/types.gen.ts';

/** Some work with its money: a repair's object, or what a customer has made. */
export type Payable = Pick<
  RepairJob,
  | 'id'
  | 'code'
  | 'version'
  | 'state'
  | 'total_minor'
  | 'fee_minor'
  | 'balance_minor'
  | 'deposits'
  | 'till'
>;
