/**
 * The refusals of the back office in words, for `explain`. Kept apart from the till's, which would
 * only carry them around.
 */
import { fineness, rate } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import { teach, type Sentence } from './explain.ts';
import { APPRAISAL_SENTENCES } from './explain_appraisal.ts';
import { CUSTOM_SENTENCES } from './explain_custom.ts';
import { BENCH_SENTENCES } from './explain_bench.ts';
import { MEMO_SENTENCES } from './explain_memo.ts';
import { ENTRUSTED_SENTENCES } from './explain_entrusted.ts';
import { METAL_ACCOUNT_SENTENCES } from './explain_metal_account.ts';
import { NOTIFY_SENTENCES } from './explain_notify.ts';
import { TRAY_SENTENCES } from './explain_trays.ts';
import { REPAIR_SENTENCES } from './explain_repair.ts';
import { trouble } from './trouble.ts';

type Params = Record<string, unknown>;
const importField = (code: string) =>
  (
    ({ number: m.field_number, title: m.field_title, family: m.field_family }) as Record<
      string,
      () => string
    >
  )[code]?.() ?? code;
const text = (params: Params, name: string) => String(params[name] ?? '');

/** How a document of the purchases stands. */
const standing = (code: string) =>
  (
    ({
      draft: m.purchase_stage_draft,
      sent: m.purchase_stage_sent,
      part: m.purchase_stage_part,
      received: m.purchase_stage_received,
      cancelled: m.purchase_stage_cancelled,
      closed: m.purchase_stage_closed,
      open: m.purchase_invoice_open,
      settled: m.purchase_invoice_paid,
      reversed: m.purchase_reversed
    }) as Record<string, () => string>
  )[code]?.() ?? code;
/** What has happened to a piece since it came in. */
const happened = (code: string) =>
  (
    ({
      sold: m.error_purchase_what_sold,
      on_memo: m.error_purchase_what_on_memo,
      withdrawn: m.error_purchase_what_withdrawn,
      mounted: m.error_purchase_what_mounted,
      moved: m.error_purchase_what_moved,
      count_moved: m.error_purchase_what_moved,
      returned: m.error_purchase_what_returned
    }) as Record<string, () => string>
  )[code]?.() ?? m.error_purchase_what_changed();

/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const SENTENCES: Record<string, Sentence> = {
  'request.stale': plain(m.error_request_stale),
  'wording.too_long': plain(m.error_wording_too_long),
  'wording.too_many_lines': plain(m.error_wording_too_many_lines),
  'wording.unprintable': plain(m.error_wording_unprintable),
  'purchase.unknown': plain(m.error_purchase_unknown),
  'purchase.line_unknown': plain(m.error_purchase_line_unknown),
  'purchase.quantity': plain(m.error_purchase_quantity),
  'purchase.amount': plain(m.error_purchase_amount),
  'purchase.day': plain(m.error_purchase_day),
  'purchase.metal': plain(m.error_purchase_metal),
  'purchase.title_missing': plain(m.error_purchase_title_missing),
  'purchase.text_too_long': plain(m.error_purchase_text_too_long),
  'purchase.reason_missing': plain(m.error_purchase_reason_missing),
  'purchase.number_missing': plain(m.error_purchase_number_missing),
  'purchase.empty': plain(m.error_purchase_empty),
  'purchase.too_many': plain(m.error_purchase_too_many),
  'purchase.twice': plain(m.error_purchase_twice),
  'purchase.step_unknown': plain(m.error_purchase_step_unknown),
  'purchase.over': plain(m.error_purchase_over),
  'purchase.undone': plain(m.error_purchase_undone),
  'purchase.billed': plain(m.error_purchase_billed),
  'purchase.too_few': plain(m.error_purchase_too_few),
  'purchase.reserved': plain(m.error_purchase_reserved),
  'purchase.other_supplier': plain(m.error_purchase_other_supplier),
  'purchase.not_ours': plain(m.error_purchase_not_ours),
  'purchase.invoice_twice': plain(m.error_purchase_invoice_twice),
  'purchase.totals': plain(m.error_purchase_totals),
  'purchase.lines_over_net': plain(m.error_purchase_lines_over_net),
  'purchase.means_missing': plain(m.error_purchase_means_missing),
  'purchase.ceiling': plain(m.error_purchase_ceiling),
  'purchase.stage': (params) => m.error_purchase_stage({ stage: standing(text(params, 'stage')) }),
  'purchase.not_as_it_came': (params) =>
    m.error_purchase_not_as_it_came({
      number: text(params, 'number'),
      what: happened(text(params, 'what'))
    }),
  'stocktake.unknown': plain(m.error_stocktake_unknown),
  'stocktake.scope_unknown': plain(m.error_stocktake_scope_unknown),
  'stocktake.already_counting': plain(m.error_stocktake_already_counting),
  'stocktake.not_counting': plain(m.error_stocktake_not_counting),
  'stocktake.code': plain(m.error_stocktake_code),
  'stocktake.source': plain(m.error_stocktake_source),
  'stocktake.too_many': plain(m.error_stocktake_too_many),
  'stocktake.place_unknown': plain(m.error_stocktake_place_unknown),
  'stocktake.not_read': plain(m.error_stocktake_not_read),
  'stocktake.nothing_missing': plain(m.error_stocktake_nothing_missing),
  'stocktake.not_a_line': plain(m.error_stocktake_not_a_line),
  'stocktake.unfit': plain(m.error_stocktake_unfit),
  'stocktake.reserved': plain(m.error_stocktake_reserved),
  'stocktake.no_reason': plain(m.error_stocktake_no_reason),
  'stocktake.not_settled': plain(m.error_stocktake_not_settled),
  'stocktake.not_closed': plain(m.error_stocktake_not_closed),
  'stocktake.no_correction': plain(m.error_stocktake_no_correction),
  'selection.nothing': plain(m.error_selection_nothing),
  'selection.too_many': plain(m.error_selection_too_many),
  'bulk.unknown': plain(m.error_bulk_unknown),
  'bulk.zero': plain(m.error_bulk_zero),
  'bulk.nothing_left': plain(m.error_bulk_nothing_left),
  'bulk.percent_absurd': plain(m.error_bulk_percent_absurd),
  'bulk.value_missing': plain(m.error_bulk_value_missing),
  'bulk.nothing': plain(m.error_bulk_nothing),
  'bulk.state': plain(m.error_bulk_state),
  'view.unknown': plain(m.error_view_unknown),
  'view.name_too_long': plain(m.error_view_name_too_long),
  'view.name_taken': plain(m.error_view_name_taken),
  'view.no_column': plain(m.error_view_no_column),
  'export.format': plain(m.error_export_format),
  'export.column': plain(m.error_export_column),
  'photos.unknown': plain(m.error_photos_unknown),
  'photos.taken_back': plain(m.error_photos_taken_back),
  'photos.no_piece': plain(m.error_photos_no_piece),
  'paper.unknown': plain(m.error_paper_unknown),
  'paper.twice': plain(m.error_paper_twice),
  'paper.too_many': plain(m.error_paper_too_many),
  'paper.already_off': plain(m.error_paper_already_off),
  'paper.still_on': plain(m.error_paper_still_on),
  'paper.shows_cost': plain(m.error_paper_shows_cost),
  'stock.tag_form': plain(m.error_stock_tag_form),
  'stock.tag_taken': plain(m.error_stock_tag_taken),
  'stock.tag_reason': plain(m.error_stock_tag_reason),
  'text.missing': plain(m.error_text_missing),
  'text.too_long': plain(m.error_text_too_long),
  'text.unprintable': plain(m.error_text_unprintable),
  'setup.code_length': plain(m.error_setup_code_length),
  'setup.code_letter': plain(m.error_setup_code_letter),
  'setup.code_typing': plain(m.error_setup_code_typing),
  'setup.code_of_another_store': plain(m.error_setup_code_of_another_store),
  'setup.done': plain(m.error_setup_done),
  'setup.key_not_kept': plain(m.error_setup_key_not_kept),
  'setup.not_locked': plain(m.error_setup_not_locked),
  'setup.token': plain(m.error_setup_token),
  'store.in_use': plain(m.error_store_in_use),
  'store.foreign': plain(m.error_store_foreign),
  'store.newer': plain(m.error_store_newer),
  'store.migration': plain(m.error_store_migration),
  'store.folder': plain(m.error_store_folder),
  'till.code_taken': plain(m.error_till_code_taken),
  'till.code_fixed': plain(m.error_till_code_fixed),
  'till.last': plain(m.error_till_last),
  'user.discount_limit': plain(m.error_user_discount_limit),
  'user.last_owner': plain(m.error_user_last_owner),
  'user.name_missing': plain(m.error_user_name_missing),
  'user.name_taken': plain(m.error_user_name_taken),
  'user.name_too_long': plain(m.error_user_name_too_long),
  'user.role': plain(m.error_user_role),
  'settings.lock_after': plain(m.error_settings_lock_after),
  'settings.deposit_share': plain(m.error_settings_deposit_share),
  'settings.warranty_months': plain(m.error_settings_warranty_months),
  'settings.refusal_fee': plain(m.error_settings_refusal_fee),
  'settings.count_tolerance': plain(m.error_settings_count_tolerance),
  'settings.repair_tolerance': plain(m.error_settings_repair_tolerance),
  'settings.year_starts': plain(m.error_settings_year_starts),
  'shop.no_logo': plain(m.error_shop_no_logo),
  'device.address': plain(m.error_device_address),
  'device.columns': plain(m.error_device_columns),
  'device.dots_per_inch': plain(m.error_device_dots_per_inch),
  'cost_code.not_ten': plain(m.error_cost_code_not_ten),
  'cost_code.twice': plain(m.error_cost_code_twice),
  'cost_code.sign': plain(m.error_cost_code_sign),
  'label.chip_of_article': plain(m.error_label_chip_of_article),
  'label.id_taken': plain(m.error_id_taken),
  'label.no_piece': plain(m.labels_empty),
  'label.not_a_sheet': plain(m.error_label_not_a_sheet),
  'label.not_for_printer': plain(m.error_label_not_for_printer),
  'label.template_unknown': plain(m.error_label_template_unknown),
  'label.too_many': plain(m.error_label_too_many),
  'label.unfit': plain(m.error_label_unfit),
  'device.fixed': plain(m.error_device_fixed),
  'device.has_printer': plain(m.error_device_has_printer),
  'device.name': plain(m.error_device_name),
  'device.none': plain(m.error_device_none),
  'device.range': plain(m.error_device_range),
  'device.unknown': plain(m.error_device_unknown),
  'print.state': plain(m.error_print_state),
  'print.needs_duplicate': plain(m.error_print_needs_duplicate),
  'print.original_printed': plain(m.error_print_original_printed),
  'print.unknown': plain(m.error_print_unknown),
  'user.name_unprintable': plain(m.error_text_unprintable),
  'device.stale': plain(m.error_request_stale),
  'shop.siret_sum': plain(m.shop_siret_sum),
  'shop.naf_form': plain(m.shop_naf_form),
  'shop.contact': ({ field }) =>
    field === 'email' ? m.error_customer_email() : m.error_customer_phone(),
  'shop.vat_form': plain(m.shop_vat_form),
  'shop.logo_not_a_picture': plain(m.shop_logo_type),
  'import.factor_wrong': plain(m.error_import_factor_wrong),
  'import.mapping_of_another_table': plain(m.error_import_mapping_of_another_table),
  'import.cells': plain(m.error_import_cells),
  'import.cell_too_long': plain(m.error_import_cell_too_long),
  'import.code_twice': plain(m.error_import_code_twice),
  'import.certificate_twice': plain(m.error_import_certificate_twice),
  'import.formula': plain(m.error_import_formula),
  'import.number_unreadable': plain(m.error_import_number_unreadable),
  'import.amount_ambiguous': plain(m.error_import_amount_ambiguous),
  'import.weight_unreadable': plain(m.error_import_weight_unreadable),
  'import.dimension_zero': plain(m.error_import_dimension_zero),
  'import.word_unknown': plain(m.error_import_word_unknown),
  'import.family_unknown': plain(m.error_import_family_unknown),
  'import.fineness_unreadable': plain(m.error_import_fineness_unreadable),
  'import.mapping_name': plain(m.error_import_mapping_name),
  'import.mapping_name_taken': (params) =>
    m.error_import_mapping_name_taken({ name: text(params, 'name') }),
  'import.mapping_unknown': plain(m.error_import_mapping_unknown),
  'import.unknown': plain(m.error_import_unknown),
  'import.state': plain(m.error_import_state),
  'import.empty': plain(m.error_import_empty),
  'import.too_large': plain(m.error_import_too_large),
  'import.not_a_table': plain(m.error_import_not_a_table),
  'import.not_a_workbook': plain(m.error_import_not_a_workbook),
  'import.too_many': plain(m.error_import_too_many),
  'import.unpacks_too_large': (params) =>
    m.error_import_unpacks_too_large({ mb: text(params, 'mb') }),
  'import.quantity_unreadable': plain(m.error_import_quantity_unreadable),
  'import.piece_is_one': plain(m.error_import_piece_is_one),
  'import.none_left': plain(m.error_import_none_left),
  'import.article_price_missing': plain(m.error_import_article_price_missing),
  'import.articles_leave_out': plain(m.error_import_articles_leave_out),
  'import.kind_unknown': plain(m.error_import_kind_unknown),
  'import.mapping_incomplete': plain(m.error_import_mapping_incomplete),
  'import.sold': plain(m.error_import_sold),
  'import.reserved': plain(m.error_import_reserved),
  'import.column_missing': (params) =>
    m.error_import_column_missing({ field: importField(text(params, 'field')) }),
  'import.field_unknown': plain(m.error_import_mapping_of_another_table),
  'metal.unknown': plain(m.error_metal_unknown),
  'metal.unit': plain(m.error_metal_unit),
  'metal.day': plain(m.error_metal_day),
  'metal.not_precious': plain(m.error_metal_not_precious),
  'metal.source_missing': plain(m.error_metal_source_missing),
  'metal.rate_not_positive': plain(m.error_metal_rate_not_positive),
  'metal.rate_absurd': plain(m.error_metal_rate_absurd),
  'metal.rate_future': plain(m.error_metal_rate_future),
  'metal.rate_taken': plain(m.error_metal_rate_taken),
  'metal.nothing_to_correct': plain(m.error_metal_nothing_to_correct),
  'metal.file': plain(m.error_metal_file),
  'metal.file_too_long': plain(m.error_metal_file_too_long),
  'metal.file_nothing_new': plain(m.error_metal_file_nothing_new),
  'metal.position_future': plain(m.error_metal_position_future),
  'metal.rate_far': (params) =>
    m.error_metal_rate_far({
      price: m.metal_per_gram({ price: rate(Number(params.gram_micro), locale.current) })
    }),
  'metal.file_currency': (params) =>
    m.error_metal_file_currency({ currency: text(params, 'currency') }),
  'pricing.value': plain(m.error_pricing_value),
  'pricing.not_a_list': plain(m.error_pricing_not_a_list),
  'pricing.list_unknown': plain(m.error_pricing_list_unknown),
  'pricing.list_withdrawn': plain(m.error_pricing_list_withdrawn),
  'pricing.factor': plain(m.error_pricing_factor),
  'pricing.coefficient': plain(m.error_pricing_coefficient),
  'repricing.nothing': plain(m.error_repricing_nothing),
  'repricing.all_left_out': plain(m.error_repricing_all_left_out),
  'repricing.note': plain(m.error_repricing_note),
  'repricing.unknown': plain(m.error_repricing_unknown),
  'repricing.already_undone': (params) =>
    m.error_repricing_already_undone({ number: text(params, 'number') }),
  'closing.unknown': plain(m.error_closing_unknown),
  'period.not_over': plain(m.error_period_not_over),
  'period.already_closed': plain(m.error_period_already_closed),
  'period.day_open': plain(m.error_period_day_open),
  'import.not_an_address': plain(m.error_import_not_an_address),
  'image.address': plain(m.error_image_address),
  'image.private': plain(m.error_image_private),
  'image.redirected': plain(m.error_image_redirected),
  'image.status': (params) => m.error_image_status({ status: text(params, 'status') }),
  'image.unreached': plain(m.error_image_unreached),
  'image.cut': plain(m.error_image_cut),
  'image.slow': plain(m.error_image_slow),
  'image.certificate': plain(m.error_image_certificate),
  'image.too_many': plain(m.error_image_too_many),
  'image.stopped': plain(m.error_image_stopped),
  'file.unknown': plain(m.error_file_unknown),
  'file.picture_damaged': plain(m.error_file_picture_damaged),
  'file.picture_too_large': plain(m.error_file_picture_too_large),
  'file.pdf_too_large': plain(m.error_file_pdf_too_large),
  'file.too_many_photos': plain(m.error_file_too_many_photos),
  'user.exists': plain(m.error_id_taken),
  'file.not_a_picture': plain(m.piece_photo_type),
  'file.heic': plain(m.error_file_heic),
  'file.not_a_pdf': plain(m.piece_certificate_type),
  'valuation.to_come': plain(m.error_valuation_to_come),
  'turnover.backwards': plain(m.error_turnover_backwards),
  'workshop.backwards': plain(m.error_workshop_backwards),
  'shop.siret_length': (params) => m.shop_siret_length({ count: text(params, 'count') }),
  'shop.vat_sum': (params) => m.shop_vat_sum({ expected: text(params, 'expected') }),
  'reader.trouble': (params) =>
    m.error_reader_trouble({ problem: trouble(text(params, 'problem')) }),
  'reader.no_tag': plain(m.error_reader_no_tag),
  'reader.several_tags': plain(m.error_reader_several_tags),
  'scale.trouble': (params) => m.error_scale_trouble({ problem: trouble(text(params, 'problem')) }),
  'device.trouble': (params) =>
    m.error_device_trouble({ problem: trouble(text(params, 'problem')) })
};

/** Of a piece's sheet, from its form or a row of a file. */
const SHEET: Record<string, Sentence> = {
  piece_number_missing: plain(m.error_piece_number_missing),
  piece_number_unusable: plain(m.error_piece_number_unusable),
  piece_number_taken: plain(m.error_piece_number_taken),
  piece_barcode_taken: plain(m.error_piece_barcode_taken),
  piece_title_missing: plain(m.error_piece_title_missing),
  family_unknown: plain(m.error_family_unknown),
  supplier_unknown: plain(m.error_supplier_unknown),
  place_unknown: plain(m.error_place_unknown),
  fineness_missing: plain(m.error_fineness_missing),
  weight_absurd: plain(m.error_weight_absurd),
  price_absurd: plain(m.error_price_absurd),
  cost_negative: plain(m.error_cost_negative),
  word_unknown: plain(m.error_word_unknown),
  stone_missing: plain(m.error_stone_missing),
  name_misleading: plain(m.error_name_misleading),
  not_investment_gold: plain(m.error_not_investment_gold),
  certificate_taken: plain(m.error_certificate_taken),
  attribute_empty: plain(m.error_stock_attribute_empty),
  attribute_number: plain(m.error_stock_attribute_number),
  too_many_attributes: plain(m.error_stock_too_many_attributes),
  too_many_components: plain(m.error_too_many_components),
  component_unknown: plain(m.error_component_unknown),
  stone_set: plain(m.error_stone_set),
  no_stone: plain(m.error_no_stone),
  stone_unknown: plain(m.error_stone_unknown),
  stone_reserved: plain(m.error_stone_reserved),
  stone_other_owner: plain(m.error_stone_other_owner),
  value_wrong: plain(m.error_value_wrong),
  piece_unknown: plain(m.error_piece_unknown),
  piece_sold: plain(m.error_piece_sold),
  piece_reserved: plain(m.error_piece_reserved),
  piece_kept: plain(m.error_stock_piece_kept),
  kept: plain(m.error_stock_kept),
  piece_state: plain(m.error_piece_state),
  reason_missing: plain(m.error_reason_missing),
  code_missing: plain(m.error_code_missing),
  code_taken: plain(m.error_code_taken),
  name_missing: plain(m.error_name_missing),
  id_taken: plain(m.error_id_taken),
  article_unknown: plain(m.error_article_unknown),
  article_is_variant: plain(m.error_article_is_variant),
  variant_unnamed: plain(m.error_variant_unnamed),
  variant_twice: plain(m.error_variant_twice),
  model_is_variant: plain(m.error_model_is_variant),
  not_variant: plain(m.error_not_variant),
  variant_merged: plain(m.error_variant_merged),
  variant_not_merged: plain(m.error_variant_not_merged),
  other_model: plain(m.error_other_model),
  too_few: plain(m.error_too_few),
  hallmark_other_metal: plain(m.error_hallmark_other_metal),
  number_missing: plain(m.error_piece_number_missing),
  number_unusable: plain(m.error_piece_number_unusable),
  number_taken: plain(m.error_piece_number_taken),
  barcode_taken: plain(m.error_piece_barcode_taken),
  title_missing: plain(m.error_piece_title_missing),
  text_too_long: plain(m.error_too_long_here),
  net_over_gross: m.field_net_more,
  price_not_positive: m.field_price_zero_article,
  hallmark_other_title: (params) =>
    m.error_hallmark_other_title({ fineness: fineness(Number(params.fineness), locale.current) }),
  fineness_illegal: (params) =>
    m.error_fineness_illegal({ fineness: fineness(Number(params.fineness), locale.current) })
};

/** To be called by the screens that need them: a bundler may drop a module that is only imported. */
export function teachOffice() {
  teach(SENTENCES);
  teach(SHEET);
  teach(MEMO_SENTENCES);
  teach(TRAY_SENTENCES);
  teach(NOTIFY_SENTENCES);
  teach(REPAIR_SENTENCES);
  teach(BENCH_SENTENCES);
  teach(APPRAISAL_SENTENCES);
  teach(CUSTOM_SENTENCES);
  teach(ENTRUSTED_SENTENCES);
  teach(METAL_ACCOUNT_SENTENCES);
  teach(Object.fromEntries(Object.entries(SHEET).map(([code, say]) => [`stock.${code}`, say])));
}
