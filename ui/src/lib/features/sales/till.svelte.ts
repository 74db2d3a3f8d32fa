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
import type { Panel } from './panels.ts';
import type { Payment } from './tender.ts';
import type { Approval, Cart, PieceSummary, Sale, SaleLine } from './types.ts';

export type Notice = { id: number; text: string; action?: { label: string; run: () => void } };

type Undo = { label: string; run: () => Promise<void> };

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
  /** Lines of tickets that are in the cart as returns, by the ticket line's id. */
  #undos: Undo[] = $state.raw([]);
  #queue: Promise<unknown> = Promise.resolve();
  #last = 0;
  #sound: (kind: 'unknown') => void;

  constructor(sound: (kind: 'unknown') => void = () => undefined) {
    this.#sound = sound;
  }

  get lines() {
    return this.cart?.lines ?? [];
  }
  get payments(): Payment[] {
    return this.cart?.payments ?? [];
  }
  get canUndo(): boolean {
    return this.#undos.length > 0;
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
      const before = this.lines.map((line) => line.id);
      const answer = await api.scan(await this.#cartId(), newId(), code);
      if (answer.ticket) {
        this.panel = { kind: 'return', code };
        return;
      }
      if (answer.cart) this.#added(answer.cart, before);
    }, this.#unknown(code));
  }

  addPiece(piece: PieceSummary) {
    this.#nextCustomer();
    return this.#run(async () => {
      const before = this.lines.map((line) => line.id);
      this.#added(await api.addPiece(await this.#cartId(), newId(), piece.id), before);
      this.panel = { kind: 'shelf' };
    });
  }

  returnLine(sale: Sale, line: SaleLine) {
    const there = this.lines.find((one) => one.returned_line_id === line.id);
    return this.#run(async () => {
      if (there) this.#accept(await api.removeLine(await this.#cartId(), there.id));
      else this.#accept(await api.returnLine(await this.#cartId(), newId(), sale.id, line.id));
    });
  }

  // ---- what changes a line

  removeLine(lineId: string) {
    const line = this.lines.find((one) => one.id === lineId);
    return this.#run(async () => {
      const cart = await this.#cartId();
      this.#accept(await api.removeLine(cart, lineId));
      if (this.panel.kind === 'line') this.panel = { kind: 'shelf' };
      const code = line?.number;
      if (!line || !code) return;
      const undo = () =>
        this.#run(async () => {
          const { cart: back } = await api.scan(await this.#cartId(), newId(), code);
          if (back) this.#accept(back);
        });
      this.#remember(m.undo_removed({ title: line.title }), undo);
      toast(m.undo_removed({ title: line.title }), () => void this.undo());
    });
  }

  setQuantity(lineId: string, quantity: number) {
    const before = this.lines.find((one) => one.id === lineId)?.quantity;
    return this.#run(async () => {
      this.#accept(await api.setQuantity(await this.#cartId(), lineId, quantity));
      if (before === undefined) return;
      this.#remember(m.line_quantity(), () =>
        this.#run(async () =>
          this.#accept(await api.setQuantity(await this.#cartId(), lineId, before))
        )
      );
    });
  }

  discountLine(lineId: string, discount: { amount_minor: number; reason: string }) {
    const before = this.lines.find((one) => one.id === lineId);
    const give = async (wanted: typeof discount, approval?: Approval) =>
      this.#accept(await api.discountLine(await this.#cartId(), lineId, wanted, approval));
    return this.#approved(async (approval) => {
      await give(discount, approval);
      this.panel = { kind: 'shelf' };
      const was = {
        amount_minor: before?.discount_minor ?? 0,
        reason: before?.discount_reason ?? ''
      };
      this.#remember(m.discount_amount(), () => this.#approved((again) => give(was, again)));
    });
  }

  discountCart(discount: { amount_minor: number; reason: string }) {
    const was = {
      amount_minor: this.cart?.discount_minor ?? 0,
      reason: this.cart?.discount_reason ?? ''
    };
    const give = async (wanted: typeof discount, approval?: Approval) =>
      this.#accept(await api.discountCart(await this.#cartId(), wanted, approval));
    return this.#approved(async (approval) => {
      await give(discount, approval);
      this.panel = { kind: 'shelf' };
      this.#remember(m.discount_amount(), () => this.#approved((again) => give(was, again)));
    });
  }

  setCustomer(customerId: string | null) {
    const was = this.cart?.customer?.id ?? null;
    return this.#run(async () => {
      this.#accept(await api.setCustomer(await this.#cartId(), customerId));
      this.panel = { kind: 'shelf' };
      this.#remember(m.customer_title(), () =>
        this.#run(async () => this.#accept(await api.setCustomer(await this.#cartId(), was)))
      );
    });
  }

  async undo() {
    const last = this.#undos.at(-1);
    if (!last) return;
    this.#undos = this.#undos.slice(0, -1);
    await last.run();
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

  addPayment(payment: Payment): Promise<boolean> {
    return this.#run(async () => this.#accept(await api.addPayment(await this.#cartId(), payment)));
  }

  removePayment(id: string) {
    return this.#run(async () => this.#accept(await api.removePayment(await this.#cartId(), id)));
  }

  complete() {
    return this.#run(async () => {
      const sale = await api.complete(await this.#cartId());
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
    this.#undos = [];
    this.panel = { kind: 'shelf' };
  }

  /** The next scan is the next customer: the finished sale leaves the screen by itself. */
  #nextCustomer() {
    if (this.panel.kind === 'done') this.panel = { kind: 'shelf' };
  }

  #accept(cart: Cart | null) {
    if (cart && this.cart?.id === cart.id && cart.version < this.cart.version) return;
    this.cart = cart;
    if (!this.lines.some((line) => line.id === this.selected)) {
      this.selected = this.lines.at(-1)?.id ?? null;
    }
  }

  #added(cart: Cart, before: string[]) {
    this.#accept(cart);
    const line = cart.lines.find((one) => !before.includes(one.id));
    if (!line) return;
    this.selected = line.id;
    this.#remember(line.title, () =>
      this.#run(async () => this.#accept(await api.removeLine(await this.#cartId(), line.id)))
    );
  }

  #remember(label: string, run: () => Promise<unknown>) {
    this.#undos = [...this.#undos.slice(-19), { label, run: async () => void (await run()) }];
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
