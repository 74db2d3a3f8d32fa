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
  Bilingual,
  EstateAbout,
  EstateIssuance,
  EstateObject,
  EstateSheet
} from '#lib/api/generated/types.gen.ts';
