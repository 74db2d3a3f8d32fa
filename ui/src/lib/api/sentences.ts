/** What each problem code says to an assistant, grouped by the feature that refuses. */
import { longDay, money, percent } from '#lib/format/index.ts';
import { hourOrDay } from '#lib/format/format.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

type Params = Record<string, unknown>;
export type Sentence = (params: Params) => string;

const amount = (value: unknown): string => money(Number(value) || 0, locale.current);
const share = (value: unknown): string => percent(Number(value) || 0, locale.current);
const text = (value: unknown): string => (value == null ? '' : String(value));

/** Who has the piece: the parked cart's name if it has one, the person and till otherwise. */
const reserved: Sentence = ({ till, user, parked_as, until }) => {
  const who = { user: text(user), till: text(till) };
  if (!parked_as) return m.error_cart_reserved(who);
  const time = until ? hourOrDay(text(until), locale.current) : '';
  return m.error_cart_reserved_parked({ ...who, name: text(parked_as), time });
};

/** What is wrong with a customer's data, where the till itself asks for it. */
const CUSTOMER_FIELDS: Record<string, () => string> = {
  name: m.error_customer_name,
  phone: m.error_customer_phone,
  email: m.error_customer_email
};

export const SENTENCES: Record<string, Sentence> = {
  'user.pin_wrong': () => m.error_pin_wrong(),
  'user.pin_wait': () => m.error_pin_wait(),
  'user.pin_form': () => m.error_pin_form(),
  'user.pin_weak': () => m.error_pin_weak(),
  'user.unknown': () => m.error_user_unknown(),
  'right.missing': () => m.error_right_missing(),
  'session.missing': () => m.error_session_missing(),
  'session.locked': () => m.error_session_locked(),
  'session.other_user': () => m.error_session_other_user(),

  'setup.required': () => m.error_setup_required(),
  'store.disk_full': () => m.error_store_disk_full(),
  'store.disk': () => m.error_store_disk(),
  'store.damaged': () => m.error_store_damaged(),
  'store.closed': () => m.error_store_closed(),
  'store.key_missing': () => m.error_store_key_missing(),
  'journal.no_key': () => m.error_journal_no_key(),
  'request.too_large': () => m.error_request_too_large(),
  'server.fault': () => m.error_server_fault(),

  'till.unknown': () => m.error_till_unknown(),
  'till.missing': () => m.error_till_missing(),
  'day.not_open': () => m.error_till_not_open(),
  'day.already_open': () => m.error_till_already_open(),
  'day.already_closed': () => m.error_day_already_closed(),
  'day.month_closed': () => m.error_day_month_closed(),
  'day.far_ahead': ({ closed_on }) =>
    m.error_day_far_ahead({ day: longDay(text(closed_on), locale.current) }),
  'day.forgotten': () => m.error_till_forgotten(),
  'day.count': () => m.error_till_count(),
  'drawer.no_reason': () => m.drawer_reason_missing(),
  'cash.amount': () => m.pay_refused_nothing(),
  'cash.no_reason': () => m.cash_reason_missing(),
  'cash.not_that_much': () => m.error_cash_not_that_much(),
  'cash.over_limit': ({ limit_minor: limit }) =>
    m.error_cash_over_limit({ limit: money(Number(limit) || 0, locale.current) }),

  'cart.unknown': () => m.error_cart_gone(),
  'cart.not_open': () => m.error_cart_gone(),
  'cart.other_till': () => m.error_cart_other_till(),
  'cart.till_busy': () => m.error_cart_till_busy(),
  'cart.empty': () => m.error_cart_empty(),
  'cart.full': () => m.error_cart_full(),
  'cart.unknown_code': ({ code }) => m.scan_unknown({ code: text(code) }),
  'cart.sold': () => m.error_cart_sold(),
  'cart.on_memo': ({ memo, with: who }) =>
    memo
      ? m.error_cart_on_memo({ memo: text(memo), with: text(who) })
      : m.error_cart_on_memo_unknown(),
  'cart.withdrawn': () => m.error_cart_withdrawn(),
  'cart.mounted': () => m.error_cart_mounted(),
  'cart.not_priced': () => m.error_cart_not_priced(),
  'cart.inactive': () => m.error_cart_inactive(),
  'cart.has_variants': () => m.error_cart_has_variants(),
  'cart.kept': ({ order }) => m.error_cart_kept({ order: text(order) }),
  'cart.article_kept': ({ number, left, kept, order }) =>
    m.error_cart_article_kept({
      number: text(number),
      left: text(left),
      kept: text(kept),
      order: text(order)
    }),
  'cart.reserved': reserved,
  'cart.already_there': () => m.error_cart_already_there(),
  'cart.unknown_line': () => m.error_cart_unknown_line(),
  'cart.not_an_article': () => m.error_cart_not_an_article(),
  'cart.quantity': () => m.error_cart_quantity(),
  'cart.price': () => m.error_cart_price(),
  'cart.agreed_price': () => m.error_cart_agreed_price(),
  'cart.discount': () => m.discount_wrong_amount(),
  'cart.no_reason': () => m.error_no_reason(),
  'cart.below_floor': ({ number, floor_minor, asked_minor }) =>
    m.error_below_floor({
      number: text(number),
      floor: amount(floor_minor),
      asked: amount(asked_minor)
    }),
  'cart.discount_beyond': ({ limit_bp, asked_bp }) =>
    m.error_discount_beyond({ limit: share(limit_bp), asked: share(asked_bp) }),
  'cart.ticket_void': () => m.error_ticket_void(),
  'cart.already_returned': () => m.error_already_returned(),
  'cart.until': () => m.error_cart_until(),
  'cart.price_changed': ({ number, price_minor }) =>
    m.error_cart_price_changed({ number: text(number), price: amount(price_minor) }),
  'cart.paid': () => m.error_cart_paid(),
  'cart.expired': () => m.error_cart_expired(),

  'customer.field': ({ field }) => CUSTOMER_FIELDS[text(field)]?.() ?? m.error_customer_field(),
  'customer.erased': () => m.error_customer_erased(),
  'customer.exists': () => m.error_customer_exists(),
  'customer.changed': () => m.error_customer_changed(),
  'day.difference': () => m.error_day_difference(),
  'sale.piece_moved': () => m.error_sale_piece_moved(),
  'payment.unknown': () => m.error_payment_unknown(),
  'stock.code_unknown': ({ code }) => m.scan_unknown({ code: text(code) }),
  'customer.unknown': () => m.error_customer_unknown(),
  'sale.unknown': () => m.error_sale_unknown(),
  'sale.is_void': () => m.error_sale_is_void(),
  'sale.already_void': () => m.error_ticket_void(),
  'sale.partly_returned': () => m.error_sale_partly_returned(),
  'sale.piece_gone': ({ number }) => m.error_sale_piece_gone({ number: text(number) }),
  'sale.handed_over': ({ code }) => m.error_sale_handed_over({ code: text(code) }),
  'deposit.unknown': () => m.error_deposit_unknown(),
  'deposit.amount': () => m.error_deposit_amount(),
  'deposit.over_price': ({ code, left_minor }) =>
    m.error_deposit_over_price({ code: text(code), left: amount(left_minor) }),
  'deposit.unpriced': ({ code }) => m.error_deposit_unpriced({ code: text(code) }),
  'deposit.no_deposit': ({ code }) => m.error_deposit_no_deposit({ code: text(code) }),
  'deposit.over_paid': ({ code, paid_minor }) =>
    m.error_deposit_over_paid({ code: text(code), paid: amount(paid_minor) }),
  'deposit.not_due': ({ code, state }) => {
    if (state === 'collected' || state === 'delivered')
      return m.error_deposit_gone({ code: text(code) });
    if (state === 'draft') return m.error_deposit_draft();
    // A job in these states is due: they are a certificate's.
    if (['cancelled', 'superseded', 'withdrawn'].includes(text(state)))
      return m.error_deposit_closed({ code: text(code) });
    return m.error_deposit_not_due({ code: text(code) });
  },
  'deposit.nothing_owed': ({ code }) => m.error_deposit_nothing_owed({ code: text(code) }),
  'deposit.no_arrhes': ({ code }) => m.error_deposit_no_arrhes({ code: text(code) }),
  'deposit.twice': ({ code }) => m.error_deposit_twice({ code: text(code) }),
  'deposit.other_customer': ({ code }) => m.error_deposit_other_customer({ code: text(code) }),
  'deposit.not_returned': () => m.error_deposit_not_returned(),
  'sale.no_reason': () => m.error_no_reason(),
  'sale.void_not_in_drawer': () => m.error_void_not_in_drawer(),
  'sale.void_cash_limit': ({ limit_minor }) =>
    m.error_void_cash_limit({ limit: amount(limit_minor) }),

  'payment.amount': () => m.pay_refused_nothing(),
  'payment.direction': () => m.pay_refused_sign(),
  'payment.no_reference': () => m.pay_refused_authorisation(),
  'payment.given': ({ given_minor }) => m.error_payment_given({ given: amount(given_minor) }),
  'payment.cash_limit': ({ limit_minor }) =>
    m.error_payment_cash_limit({ limit: amount(limit_minor) }),
  'payment.not_in_drawer': () => m.error_payment_not_in_drawer(),
  'payment.unsettled': ({ due_minor, paid_minor }) =>
    m.error_payment_unsettled({ due: amount(due_minor), paid: amount(paid_minor) }),

  'print.no_printer': () => m.error_till_device_none(),
  'device.none': () => m.error_till_device_none(),
  'device.trouble': () => m.error_till_device_trouble(),
  'print.original_printed': () => m.error_till_print_original_printed(),
  'print.state': () => m.error_till_print_state()
};
