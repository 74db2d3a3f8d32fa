import * as api from '#lib/api/generated/sdk.gen.ts';
import type { MessageRules, SaveMessageText, SetMessageMail, SetMessageSms } from './types.ts';

export const messages = (
  query: { state?: string; q?: string; before?: number | null },
  signal?: AbortSignal
) => api.messages({ query, signal });
export const messageCount = (signal?: AbortSignal) => api.messageCount({ signal });
export const message = (id: string, signal?: AbortSignal) => api.message({ path: { id }, signal });
export const act = (id: string, act: string, more: { address?: string; id?: string } = {}) =>
  api.actOnMessage({ path: { id }, body: { act, ...more } });
export const aboutOne = (kind: string, id: string, signal?: AbortSignal) =>
  api.messagesAbout({ query: { kind, id }, signal });
export const choose = (customer: string, choice: string) =>
  api.chooseMessages({ path: { id: customer }, body: { choice } });
export const setup = (signal?: AbortSignal) => api.messageSetup({ signal });
export const setRules = (body: MessageRules) => api.setMessageRules({ body });
export const setMail = (body: SetMessageMail) => api.setMessageMail({ body });
export const setSms = (body: SetMessageSms) => api.setMessageSms({ body });
export const texts = (signal?: AbortSignal) => api.messageTexts({ signal });
export const saveText = (body: SaveMessageText) => api.saveMessageText({ body });
export const preview = (body: SaveMessageText, signal?: AbortSignal) =>
  api.previewMessageText({ body, signal });
export const sendTest = (id: string, channel: string, address: string, language: string) =>
  api.testMessage({ body: { id, channel, address, language } });
/** The quote that a message carries. */
export const documentPdf = (id: string) => `/api/v1/custom-quotes/${id}/pdf`;
