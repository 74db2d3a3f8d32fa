/** The shapes the till works with: the server's, and what it shows of several of them alike. */
import type {
  Article,
  CartPiece,
  CartStone,
  Discount as Given
} from '#lib/api/generated/types.gen.ts';

export type {
  AuthorisedBy as Approval,
  Cart,
  CartLine,
  ParkedCart,
  PaymentBody as Payment,
  PieceRow,
  PrintJob,
  Repayment,
  Sale,
  SaleLine
} from '#lib/api/generated/types.gen.ts';

/** What is taken off: a percentage or an amount, never both. Neither takes it back. */
export type Discount = Required<Omit<Given, 'authorised_by'>>;

/** As much of a stone as is known where it is shown: a search knows less than a cart. */
export type Stone = Partial<CartStone>;

/** A piece or an article, as a cart or a search gives it. */
export type PieceSummary = Pick<Article, 'id' | 'number' | 'title'> &
  Partial<Omit<CartPiece, 'stones'>> & { stones?: Stone[]; variants?: number };
