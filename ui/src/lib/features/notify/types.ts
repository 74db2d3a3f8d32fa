export type {
  MessageLine,
  MessageMail,
  MessagePage,
  MessagePreview,
  MessageRules,
  MessageSetup,
  MessageSheet,
  MessageSms,
  MessageText,
  MessageTexts,
  RepairMessages,
  SaveMessageText,
  SetMessageMail,
  SetMessageSms
} from '#lib/api/generated/types.gen.ts';
