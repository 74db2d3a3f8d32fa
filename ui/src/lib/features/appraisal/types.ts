export type {
  AppraisalChecked,
  AppraisalDraft,
  AppraisalEntry,
  AppraisalField,
  AppraisalHead,
  AppraisalItem,
  AppraisalPart,
  AppraisalSheet,
  AppraisalStone,
  AppraisalTemplate,
  Appraiser,
  Bilingual
} from '#lib/api/generated/types.gen.ts';
