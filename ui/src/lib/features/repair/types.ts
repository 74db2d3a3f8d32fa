export type {
  RepairBoard,
  RepairCard,
  RepairColumn,
  RepairDrawing,
  RepairEntry,
  RepairEstimate,
  RepairHandover,
  RepairJob,
  RepairMark,
  RepairPhoto,
  RepairSheet,
  RepairStone,
  RepairTask,
  RepairAmended,
  RepairIntake,
  RepairWeighed,
  Tariff,
  TariffPrice
} from '#lib/api/generated/types.gen.ts';
import type { RepairStone, RepairTask } from '#lib/api/generated/types.gen.ts';

/** A task and a stone as they are being written. */
export type TaskDraft = RepairTask;
/** Its key is the screen's own: two stones may say the same. */
export type StoneDraft = RepairStone & { key: string };

export type Approval = { user_id: string; pin: string };
