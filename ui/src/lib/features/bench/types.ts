export type {
  BenchClock,
  BenchMetal,
  BenchPart,
  BenchQueued,
  BenchRate,
  BenchTime,
  BenchWork,
  VendorSlip,
  VendorSlipLine
} from '#lib/api/generated/types.gen.ts';

/** A job as the bench needs to know it. */
export type Job = {
  id: string;
  code: string;
  state: string;
  tasks: { id: string; title: string; done_at?: string | null }[];
};
