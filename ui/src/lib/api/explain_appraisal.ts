/** The refusals of appraisals in words. */
import { money } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const STATES: Record<string, () => string> = {
  draft: m.appraisal_draft,
  issued: m.appraisal_issued,
  superseded: m.appraisal_superseded,
  withdrawn: m.appraisal_withdrawn,
  cancelled: m.appraisal_cancelled
};
const state = (params: Params) => {
  const code = String(params.state ?? '');
  return { state: (STATES[code]?.() ?? code).toLocaleLowerCase(locale.current) };
};

export const APPRAISAL_SENTENCES: Record<string, Sentence> = {
  'appraisal.unknown': plain(m.error_appraisal_unknown),
  'appraisal.template_unknown': plain(m.error_appraisal_template),
  'appraisal.changed': plain(m.error_appraisal_changed),
  'appraisal.state': (params) => m.error_appraisal_state(state(params)),
  'appraisal.no_items': plain(m.error_appraisal_no_items),
  'appraisal.too_many': plain(m.error_appraisal_too_many),
  'appraisal.too_long': plain(m.error_appraisal_too_long),
  'appraisal.unprintable': plain(m.error_appraisal_unprintable),
  'appraisal.title_missing': plain(m.error_appraisal_title_missing),
  'appraisal.amount': plain(m.error_appraisal_amount),
  'appraisal.not_valued': plain(m.error_appraisal_not_valued),
  'appraisal.basis_missing': plain(m.error_appraisal_basis_missing),
  'appraisal.word_unknown': plain(m.error_appraisal_word_unknown),
  'appraisal.misleading': plain(m.error_appraisal_misleading),
  'appraisal.weight': plain(m.error_appraisal_weight),
  'appraisal.field': plain(m.error_appraisal_field),
  'appraisal.validity': plain(m.error_appraisal_validity),
  'appraisal.valued_on': plain(m.error_appraisal_valued_on),
  'appraisal.photo_unknown': plain(m.error_appraisal_photo),
  'appraisal.customer_unknown': plain(m.error_appraisal_customer),
  'appraisal.piece_unknown': plain(m.error_appraisal_piece),
  'appraisal.appraiser_missing': plain(m.error_appraisal_appraiser),
  'appraisal.superseded': plain(m.error_appraisal_superseded),
  'appraisal.being_reissued': plain(m.error_appraisal_being_reissued),
  'appraisal.no_reason': plain(m.error_appraisal_no_reason),
  'appraisal.fee': ({ most_minor }) =>
    m.error_appraisal_fee({ most: money(Number(most_minor) || 0, locale.current) }),
  'estate.unknown': plain(m.error_estate_unknown),
  'estate.closed': plain(m.error_estate_closed),
  'estate.open': plain(m.error_estate_open),
  'estate.deceased_missing': plain(m.error_estate_deceased_missing),
  'estate.drafts_left': ({ drafts }) => m.error_estate_drafts_left({ drafts: String(drafts) }),
  'estate.not_in_it': plain(m.error_estate_not_in_it),
  'estate.not_for_it': plain(m.error_estate_not_for_it),
  'estate.in_another': plain(m.error_estate_in_another),
  'appraisal.sale_void': plain(m.error_appraisal_sale_void),
  'appraisal.sale_no_piece': plain(m.error_appraisal_sale_no_piece)
};
