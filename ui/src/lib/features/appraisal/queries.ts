import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody, newId } from '#lib/api/http.ts';
import type {
  AppraisalDraft,
  AppraisalItem,
  AppraisalPart,
  Bilingual,
  EstateAbout
} from './types.ts';

export type Filter = { standing: string; text: string; piece?: string; customer?: string };

export const appraisals = ({ standing, text, piece, customer }: Filter, signal?: AbortSignal) =>
  api.appraisals({
    query: {
      standing: standing || null,
      text: text || null,
      piece_id: piece ?? null,
      customer_id: customer ?? null
    },
    signal
  });
export const appraisal = (id: string, signal?: AbortSignal) =>
  api.appraisal({ path: { id }, signal });
export const createAppraisal = (kind: string, customer_id: string | null, piece_ids: string[]) =>
  api.createAppraisal({ body: { id: newId(), kind, customer_id, piece_ids } });
export const saveAppraisal = (id: string, version: number, draft: AppraisalDraft) =>
  api.saveAppraisal({ path: { id }, body: { version, draft } });
export const issueAppraisal = (id: string, version: number) =>
  api.issueAppraisal({ path: { id }, body: { version } });
export const cancelAppraisal = (id: string, note: string) =>
  api.cancelAppraisal({ path: { id }, body: { note } });
export const reopenAppraisal = (id: string) =>
  api.reopenAppraisal({ path: { id }, body: {} as never });
export const withdrawAppraisal = (id: string, note: string) =>
  api.withdrawAppraisal({ path: { id }, body: { note } });
export const reissueAppraisal = (id: string) =>
  api.reissueAppraisal({ path: { id }, body: { id: newId() } });

export const estates = (text: string, signal?: AbortSignal) =>
  api.estates({ query: { text: text || null }, signal });
export const estate = (id: string, signal?: AbortSignal) => api.estate({ path: { id }, signal });
export const openEstate = (about: EstateAbout) =>
  api.openEstate({ body: { id: newId(), ...about } });
export const changeEstate = (id: string, version: number, about: EstateAbout) =>
  api.changeEstate({ path: { id }, body: { version, ...about } });
export const addToEstate = (id: string, item: AppraisalItem) =>
  api.addToEstate({ path: { id }, body: { id: newId(), item } });
export const takeOut = (id: string, object: string, note: string) =>
  api.takeOutOfEstate({ path: { id, object }, body: { note } });
export const putBack = (id: string, object: string) =>
  api.putBackIntoEstate({ path: { id, object }, body: {} as never });
export const issueEstate = (id: string, drafts: { id: string; version: number }[]) =>
  api.issueEstate({ path: { id }, body: { drafts } });
export const setEstateFees = (id: string, fee_minor: number) =>
  api.setEstateFees({ path: { id }, body: { fee_minor } });
export const closeEstate = (id: string) => api.closeEstate({ path: { id }, body: {} as never });
export const reopenEstate = (id: string) => api.reopenEstate({ path: { id }, body: {} as never });

export const setFee = (id: string, fee_minor: number | null) =>
  api.setAppraisalFee({ path: { id }, body: { fee_minor } });

export const templates = (signal?: AbortSignal) => api.appraisalTemplates({ signal });
export const setTexts = (
  kind: string,
  texts: { method: Bilingual; conditions: Bilingual } | null
) => api.setAppraisalTexts({ body: { kind, texts } });
export const previewTexts = (
  kind: string,
  texts: { method: Bilingual; conditions: Bilingual },
  signal?: AbortSignal
) => api.previewAppraisalTexts({ body: { kind, texts }, signal });
export const itemOf = (id: string, kind: string) =>
  api.appraisalItem({ path: { id }, query: { kind } });
export const valuesOf = (on: string, parts: AppraisalPart[]) =>
  api.appraisalValues({ body: { on, parts } });
export const preview = (id: string, signal?: AbortSignal) =>
  api.previewAppraisal({ path: { id }, signal });
export const addPhoto = async (file: File) => api.addAppraisalPhoto({ ...(await fileBody(file)) });
export const check = (code: string, signal?: AbortSignal) =>
  api.checkAppraisal({ query: { code }, signal });
export const customerPieces = (id: string, signal?: AbortSignal) =>
  api.customerPieces({ path: { id }, signal });

export const appraiser = (signal?: AbortSignal) => api.appraiser({ signal });
export const setAppraiser = (name: string, credentials: Bilingual) =>
  api.setAppraiser({ body: { name, credentials } });
export const setSignature = async (file: File) => api.setSignature({ ...(await fileBody(file)) });
export const removeSignature = () => api.removeSignature({ body: {} as never });

export const pdfAddress = (id: string) => `/api/v1/appraisals/${id}/pdf`;
