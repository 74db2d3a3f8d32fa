/** A piece in one quiet line: metal and title, weight, size, centre stone, certificate. */
import { carat, money, weight } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import { kindWord } from '../deposit/words.ts';
import { alloy, word } from '../stock/index.ts';
import type { CartLine, PieceSummary, Stone } from './types.ts';

export function describeStone(stone: Stone): string {
  const count = stone.count ?? 1;
  return [
    count > 1 ? m.piece_stones({ count: String(count) }) : '',
    word('stone', stone.kind),
    stone.laboratory_grown ? m.piece_stone_grown() : '',
    word('treatment', stone.treatment),
    word('shape', stone.shape),
    stone.weight_milli_ct ? carat(stone.weight_milli_ct, locale.current) : '',
    stone.colour,
    word('clarity', stone.clarity)
  ]
    .filter(Boolean)
    .join(' ');
}

/** The parts are joined by a middle dot; what isn't known is left out. */
export function describe(piece: PieceSummary): string {
  return [
    alloy(piece),
    piece.weight_mg ? weight(piece.weight_mg, locale.current) : '',
    piece.size ? m.piece_size({ size: piece.size }) : '',
    ...(piece.stones ?? []).slice(0, 2).map(describeStone)
  ]
    .filter(Boolean)
    .join(' · ');
}

const wordOf = (line: CartLine): string => {
  if (line.kind === 'give_back') return m.job_give_back();
  if (line.work?.kind === 'appraisal') return m.job_appraisal();
  if (line.work?.outcome === 'kept') return m.job_kept();
  return line.work?.outcome === 'doubled' ? m.job_doubled() : m.job_balance();
};

/** `Acompte` or `Solde · prix 120,00 € · acompte 40,00 € (P1-12)`; nothing for what is no work. */
export function describeWork(line: CartLine): string {
  const work = line.work;
  if (!work) return '';
  if (work.deposit_kind) return kindWord(work.deposit_kind);
  const price = work.kind === 'appraisal' ? null : work.price_minor;
  return [
    wordOf(line),
    price == null ? '' : m.job_price({ price: money(price, locale.current) }),
    ...work.deposits.map((one) =>
      m.job_deposit({
        kind: kindWord(one.kind),
        amount: money(one.amount_minor, locale.current),
        ticket: one.ticket
      })
    )
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `GIA 2141438171`, for the stones that have one. */
export function certificates(piece: PieceSummary): string[] {
  return (piece.stones ?? [])
    .filter((stone) => stone.certificate_number)
    .map((stone) =>
      [word('laboratory', stone.laboratory), stone.certificate_number].join(' ').trim()
    );
}
