/**
 * The till at work: one cart, one panel beside it, commands one after the other. The cart is the
 * server's; what stands here is its latest answer, never an older one.
 */
import { explain } from '#lib/api/explain.ts';
import { onChanges } from '#lib/api/changes.ts';
import { newId } from '#lib/api/http.ts';
import { Problem } from '#lib/api/problem.ts';
import * as m from '#lib/paraglide/messages.js';
import { toast } from '#lib/ui/toast.svelte.ts';
import * as api from './queries.ts';
import { heldPayments, holdPayments } from './held.ts';
import type { Panel } from './panels.ts';
import type { Payment } from './tender.ts';
import type { Approval, Cart, PieceSummary, Sale, SaleLine } from './types.ts';

type Discount = { amount_minor: number; reason: string };
export type Notice = { id: number; text: string; action?: { label: string; run: () => void } };

/** Codes of refusals that a manager's PIN lifts. */
const NEEDS_MANAGER = new Set(['discount_needs_approval', 'approval_required']);

export class Till {
  cart = $state.raw<Cart | null>(null);
  panel = $state<Panel>({ kind: 'shelf' });
  notices = $state<Notice[]>([]);
  sale = $state.raw<Sale | null>(null);
  printed = $state(false);
  selected = $state<string | null>(null);
  busy = $state(0);
  payments = $state.raw<Payment[]>([]);
  #queue: Promise<unknown> = Promise.resolve();
  #last = 0;
  #sound: (kind: 'unknown') => void;

  constructor(sound: (kind: 'unknown') => void = () => undefined) {
    this.#sound = sound;
  }

  get lines() {
    return this.cart?.lines ?? [];
  }
  get canUndo(): boolean {
    return this.cart?.can_undo ?? false;
  }
  get returnedLines(): string[] {
    return this.lines.flatMap((line) => (line.returned_line_id ? [line.returned_line_id] : []));
  }

  /** Follows the cart on every screen that shows it; returns the way to stop. */
  follow(): () => void {
    return onChanges((tags) => {
      const id = this.cart?.id;
      // Our own commands answer with the cart; only somebody else's change has to be fetched.
      if (id && this.busy === 0 && tags.some((tag) => tag === `cart:${id}` || tag === 'cart')) {
        void this.load();
      }
    });
  }

  async load() {
    try {
      this.#accept(await api.currentCart());
    } catch (problem) {
      this.#refuse(problem);
    }
  }

  show(panel: Panel) {
    this.panel = panel;
  }
  /** Esc: from the panel to the shelf; from a finished sale to the next customer. */
  back() {
    this.panel = { kind: 'shelf' };
  }

  // ---- what comes into the cart

  /** A code from the scanner, whatever has the focus. Codes are taken in the order they came. */
  scan(code: string) {
    this.#nextCustomer();
    return this.#run(async () => {
      const answer = await api.scan(await this.#cartId(), newId(), code);
      if (answer.ticket) this.panel = { kind: 'return', code: answer.ticket };
      else if (answer.cart) this.#added(answer.cart);
    }, this.#unknown(code));
  }

  addPiece(piece: PieceSummary) {
    this.#nextCustomer();
    return this.#run(async () => {
      this.#added(await api.addPiece(await this.#cartId(), newId(), piece.id));
      this.panel = { kind: 'shelf' };
    });
  }

  /** Takes a ticket's line back into the cart; once more, and it is taken out again. */
  returnLine(sale: Sale, line: SaleLine) {
    const there = this.lines.find((one) => one.returned_line_id === line.id);
    return this.#change(async (cart) =>
      there ? api.removeLine(cart, there.id) : api.returnLine(cart, newId(), sale.id, line.id)
    );
  }

  // ---- what changes the cart

  removeLine(lineId: string) {
    const title = this.lines.find((one) => one.id === lineId)?.title ?? '';
    return this.#change(async (cart) => {
      const next = await api.removeLine(cart, lineId);
      if (this.panel.kind === 'line') this.panel = { kind: 'shelf' };
      toast(m.undo_removed({ title }), () => void this.undo());
      return next;
    });
  }

  setQuantity(lineId: string, quantity: number) {
    return this.#change((cart) => api.setQuantity(cart, lineId, quantity));
  }

  discountLine(lineId: string, discount: Discount) {
    return this.#approved(async (approval) => {
      this.#accept(await api.discountLine(await this.#cartId(), lineId, discount, approval));
      this.panel = { kind: 'shelf' };
    });
  }

  discountCart(discount: Discount) {
    return this.#approved(async (approval) => {
      this.#accept(await api.discountCart(await this.#cartId(), discount, approval));
      this.panel = { kind: 'shelf' };
    });
  }

  setCustomer(customerId: string | null) {
    return this.#change(async (cart) => {
      const next = await api.setCustomer(cart, customerId);
      this.panel = { kind: 'shelf' };
      return next;
    });
  }

  undo() {
    if (!this.canUndo) return Promise.resolve(false);
    return this.#change((cart) => api.undo(cart));
  }

  // ---- parking

  park(name: string) {
    return this.#run(async () => {
      await api.park(await this.#cartId(), name);
      toast(m.park_done());
      this.#fresh();
      await this.load();
    });
  }

  takeBack(cartId: string) {
    return this.#run(async () => {
      this.#fresh();
      this.#accept(await api.takeBack(cartId));
    });
  }

  // ---- payment

  pay() {
    if (this.panel.kind === 'pay' || this.lines.length === 0) return;
    this.panel = { kind: 'pay' };
  }

  addPayment(payment: Payment) {
    this.#hold([...this.payments, payment]);
  }

  removePayment(id: string) {
    this.#hold(this.payments.filter((payment) => payment.id !== id));
  }

  complete() {
    return this.#run(async () => {
      const cart = await this.#cartId();
      const sale = await api.complete(cart, this.payments);
      this.#hold([]);
      this.#finish(sale);
    });
  }

  print(sale: Sale) {
    return this.#run(async () => {
      await api.print(sale.id);
      this.printed = true;
    });
  }

  voidSale(sale: Sale, reason: string) {
    return this.#approved(async (approval) => {
      this.#finish(await api.voidSale(sale.id, newId(), reason, approval));
    });
  }

  // ---- errors

  seen(id: number) {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  notice(text: string, action?: Notice['action']) {
    this.notices = [...this.notices, { id: ++this.#last, text, action }];
  }

  // ---- inside

  #finish(sale: Sale) {
    this.sale = sale;
    this.printed = false;
    this.#fresh();
    this.panel = { kind: 'done', saleId: sale.id };
  }

  #fresh() {
    this.cart = null;
    this.selected = null;
    this.payments = [];
    this.panel = { kind: 'shelf' };
  }

  /** The next scan is the next customer: the finished sale leaves the screen by itself. */
  #nextCustomer() {
    if (this.panel.kind === 'done') this.panel = { kind: 'shelf' };
  }

  #accept(cart: Cart | null) {
    if (cart && this.cart?.id === cart.id && cart.version < this.cart.version) return;
    if (cart?.id !== this.cart?.id) this.payments = cart ? heldPayments(cart.id) : [];
    this.cart = cart;
    if (!this.lines.some((line) => line.id === this.selected)) {
      this.selected = this.lines.at(-1)?.id ?? null;
    }
  }

  #added(cart: Cart) {
    const before = this.lines.map((line) => line.id);
    this.#accept(cart);
    const line = cart.lines.find((one) => !before.includes(one.id));
    if (line) this.selected = line.id;
  }

  #hold(payments: Payment[]) {
    this.payments = payments;
    if (this.cart) holdPayments(this.cart.id, payments);
  }

  /** The cart to write in; the first line of a sale makes it. */
  async #cartId(): Promise<string> {
    if (!this.cart) this.#accept(await api.createCart(newId()));
    if (!this.cart) throw new Problem('client.no_cart', 0);
    return this.cart.id;
  }

  /** One command after the other, in the order of the keys; false when it was refused. */
  #run(command: () => Promise<unknown>, refused?: (problem: unknown) => void): Promise<boolean> {
    this.busy++;
    const done = this.#queue.then(async () => {
      try {
        await command();
        return true;
      } catch (problem) {
        (refused ?? ((one) => this.#refuse(one)))(problem);
        return false;
      } finally {
        this.busy--;
      }
    });
    this.#queue = done;
    return done;
  }

  #change(command: (cart: string) => Promise<Cart>): Promise<boolean> {
    return this.#run(async () => this.#accept(await command(await this.#cartId())));
  }

  /** A command that a manager may have to allow: asks for the PIN beside the cart, then repeats. */
  #approved(command: (approval?: Approval) => Promise<void>): Promise<boolean> {
    return this.#run(
      () => command(),
      (problem) => {
        if (problem instanceof Problem && NEEDS_MANAGER.has(problem.code)) {
          this.panel = {
            kind: 'approve',
            why: explain(problem),
            run: async (approval) => command(approval)
          };
        } else this.#refuse(problem);
      }
    );
  }

  #refuse(problem: unknown) {
    this.notice(explain(problem));
  }

  /** An unknown code makes its own sound and a red line that stays until somebody has seen it. */
  #unknown(code: string) {
    return (problem: unknown) => {
      this.#sound('unknown');
      if (problem instanceof Problem && problem.status === 404) {
        this.notice(m.scan_unknown({ code }));
      } else this.#refuse(problem);
    };
  }
}
