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
  MessagesAbout,
  SaveMessageText,
  SetMessageMail,
  SetMessageSms
} from '#lib/api/generated/types.gen.ts';
