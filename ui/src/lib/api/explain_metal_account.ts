/** The refusals of metal accounts in words. */
import { weight } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';
import { customState } from './explain_custom.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const FIELDS: Record<string, () => string> = {
  objects: m.metal_account_objects,
  description: m.metal_account_description,
  metal: m.metal_account_metal,
  fineness: m.metal_account_fineness,
  gross: m.metal_account_gross,
  stones: m.metal_account_stones,
  weight: m.metal_account_weight,
  loss: m.metal_account_loss
};
const field = (params: Params) => FIELDS[text(params, 'field')]?.() ?? text(params, 'field');

export const METAL_ACCOUNT_SENTENCES: Record<string, Sentence> = {
  'customer.metal_held': plain(m.error_customer_metal_held),
  'metal_account.customer_unknown': plain(m.error_metal_account_customer_unknown),
  'metal_account.lot_unknown': plain(m.error_metal_account_lot_unknown),
  'metal_account.entry_unknown': plain(m.error_metal_account_entry_unknown),
  'metal_account.paper_unknown': plain(m.error_metal_account_paper_unknown),
  'metal_account.field': (params) =>
    Number(params.position) > 0
      ? m.error_metal_account_object({ field: field(params), position: text(params, 'position') })
      : m.error_metal_account_field({ field: field(params) }),
  'metal_account.too_much': (params) =>
    m.error_metal_account_too_much({ left: weight(Number(params.left_mg), locale.current) }),
  'metal_account.mixed_metals': plain(m.error_metal_account_mixed_metals),
  'metal_account.other_customer': plain(m.error_metal_account_other_customer),
  'metal_account.order_state': (params) => m.error_metal_account_order_state(customState(params)),
  'metal_account.corrected': plain(m.error_metal_account_corrected),
  'metal_account.touched': plain(m.error_metal_account_touched),
  'metal_account.no_reason': plain(m.error_metal_account_no_reason),
  'metal_account.no_printer': plain(m.error_metal_account_no_printer),
  'metal_account.too_many_photos': (params) =>
    m.error_metal_account_too_many_photos({ most: text(params, 'most') })
};
