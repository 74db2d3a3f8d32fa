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
import { addedAgain, discountOf, type Command } from './back.ts';
import type { Subject } from '../deposit/queries.ts';
import * as api from './queries.ts';
import type { Panel } from './panels.ts';
import type { Approval, Cart, Discount, Payment, PieceSummary, Sale, SaleLine } from './types.ts';

export type Notice = { id: number; text: string; action?: { label: string; run: () => void } };

/** Codes of refusals that a manager's PIN lifts. */
const NEEDS_MANAGER = new Set(['right.missing', 'cart.discount_beyond', 'cart.below_floor']);

/** The screen was behind the server: the command was not given. */
const CAUGHT_UP = 'client.caught_up';

/** What a repeated command is told when it was carried out the first time, in other words. */
const DONE_BEFORE = new Set(['cart.not_open', 'sale.already_void', 'request.key_reused']);

/**
 * The ticket with this id, issued now or by a first try whose answer got lost: then the repeat is
 * refused, and the ticket is there to be read.
 */
async function issued(id: string, issue: () => Promise<Sale>): Promise<Sale> {
  try {
    return await issue();
  } catch (problem) {
    if (!(problem instanceof Problem && DONE_BEFORE.has(problem.code))) throw problem;
    return api.saleById(id).catch(() => {
      throw problem;
    });
  }
}

export class Till {
  cart = $state.raw<Cart | null>(null);
  panel = $state<Panel>({ kind: 'shelf' });
  notices = $state<Notice[]>([]);
  sale = $state.raw<Sale | null>(null);
  selected = $state<string | null>(null);
  busy = $state(0);
  /** The ways back, the latest last. Each one is an ordinary command: the server needs no memory. */
  #undos = $state.raw<Command[]>([]);
  #queue: Promise<unknown> = Promise.resolve();
  /** An answer got lost: more may be done on the server than stands here. */
  #unsure = false;
  #last = 0;
  #saleId: string | null = null;
  /** The id of the ticket that annuls a sale, from the first try on. */
  #voids: Record<string, string> = {};
  #sound: (kind: 'unknown') => void;

  constructor(sound: (kind: 'unknown') => void = () => undefined) {
    this.#sound = sound;
  }

  get lines() {
    return this.cart?.lines ?? [];
  }
  get canUndo(): boolean {
    return this.#undos.length > 0;
  }
  get returnedLines(): string[] {
    return this.lines.flatMap((line) => (line.returned_line_id ? [line.returned_line_id] : []));
  }

  /** Follows the cart on every screen that shows it; returns the way to stop. */
  follow(tillId: string): () => void {
    const read = `scan:${tillId}:`;
    return onChanges((tags) => {
      // A scanner with a port of its own is heard by the server, which tells its till.
      for (const tag of tags) {
        if (tag.startsWith(read)) void this.scan(decodeURIComponent(tag.slice(read.length)));
      }
      const id = this.cart?.id;
      // Our own commands answer with the cart; only somebody else's change has to be fetched.
      if (
        id &&
        this.busy === 0 &&
        tags.some((tag) => tag === `cart:${id}` || tag === 'cart' || tag === '*')
      ) {
        void this.load();
      }
    });
  }

  async load() {
    try {
      await this.#reread();
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
    return this.#run(
      async () => this.#added(await api.addCode(await this.#cartId(), newId(), code)),
      (problem) => this.#notAdded(problem, code)
    );
  }

  addPiece(piece: PieceSummary) {
    this.#nextCustomer();
    return this.#run(
      async () => {
        this.#added(await api.addThing(await this.#cartId(), newId(), piece.id));
        this.panel = { kind: 'shelf' };
      },
      (problem) => this.#notAdded(problem, piece.title)
    );
  }

  /** Takes a ticket's line back into the cart; once more, and it is taken out again. */
  returnLine(sale: Sale, line: SaleLine) {
    const there = this.lines.find((one) => one.returned_line_id === line.id);
    return this.#change((cart) =>
      there ? api.removeLine(cart, there.id) : api.takeReturn(cart, newId(), sale.id, line.id)
    );
  }

  /** Money in advance on some work. */
  takeDeposit(of: Subject, kind: string, minor: number) {
    return this.#work((cart) => api.takeDeposit(cart, newId(), of, kind, minor));
  }
  /** A part of it goes back. */
  giveBack(of: Subject, minor: number) {
    return this.#work((cart) => api.giveBack(cart, newId(), of, minor));
  }
  /** What is owed of it, or to be given back. */
  settleUp(of: Subject, outcome = 'back', reason = '') {
    const id = newId();
    return this.#approved(async (approval) => {
      const cart = await this.#cartId();
      this.#added(await api.settleUp(cart, id, of, outcome, reason, approval));
      this.panel = { kind: 'shelf' };
    });
  }

  // ---- what changes the cart

  removeLine(lineId: string) {
    const line = this.lines.find((one) => one.id === lineId);
    return this.#change(async (cart) => {
      const next = await api.removeLine(cart, lineId);
      if (this.panel.kind === 'line') this.panel = { kind: 'shelf' };
      const again = line && addedAgain(line);
      if (again) {
        this.#remember(again);
        toast(m.undo_removed({ title: line.title }), () => void this.undo());
      }
      return next;
    });
  }

  setQuantity(lineId: string, quantity: number) {
    const before = this.lines.find((one) => one.id === lineId)?.quantity ?? quantity;
    return this.#change(
      (cart) => api.setQuantity(cart, lineId, quantity),
      (cart) => api.setQuantity(cart, lineId, before)
    );
  }

  discountLine(lineId: string, discount: Discount) {
    const before = discountOf(this.lines.find((one) => one.id === lineId));
    return this.#approved(async (approval) => {
      this.#accept(await api.discountLine(await this.#cartId(), lineId, discount, approval));
      this.#remember((cart) => api.discountLine(cart, lineId, before, approval));
      this.panel = { kind: 'shelf' };
    });
  }

  /** Another price for a line; the way back is the price that stood there. */
  overridePrice(lineId: string, minor: number, reason: string) {
    const before = this.lines.find((one) => one.id === lineId);
    return this.#approved(async (approval) => {
      const id = await this.#cartId();
      this.#accept(await api.overridePrice(id, lineId, minor, reason, approval));
      if (before) {
        const { unit_price_minor: was, price_reason } = before;
        this.#remember((cart) =>
          api.overridePrice(cart, lineId, was, price_reason ?? '', approval)
        );
      }
      this.panel = { kind: 'shelf' };
    });
  }

  discountCart(discount: Discount) {
    const before = discountOf(this.cart);
    return this.#approved(async (approval) => {
      this.#accept(await api.discountCart(await this.#cartId(), discount, approval));
      this.#remember((cart) => api.discountCart(cart, before, approval));
      this.panel = { kind: 'shelf' };
    });
  }

  setCustomer(customerId: string | null) {
    const before = this.cart?.customer?.id ?? null;
    return this.#change(
      async (cart) => {
        const next = await api.setCustomer(cart, customerId);
        this.panel = { kind: 'shelf' };
        return next;
      },
      (cart) => api.setCustomer(cart, before)
    );
  }

  undo() {
    const last = this.#undos.at(-1);
    if (!last) return Promise.resolve(false);
    this.#undos = this.#undos.slice(0, -1);
    return this.#change(last);
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
      // Only once it is ours: a refusal leaves what stands here as it is.
      const cart = await api.takeBack(cartId);
      this.#fresh();
      this.#accept(cart);
    });
  }

  // ---- payment

  pay() {
    if (this.panel.kind === 'pay' || this.lines.length === 0) return;
    this.panel = { kind: 'pay' };
  }

  /** True when it was taken. */
  addPayment(payment: Payment) {
    return this.#change((cart) => api.addPayment(cart, payment));
  }

  removePayment(id: string) {
    return this.#change((cart) => api.removePayment(cart, id));
  }

  complete() {
    // One id for as long as this cart lives: a repeated Enter is the same sale.
    const id = (this.#saleId ??= newId());
    return this.#approved(async (approval) => {
      const cart = await this.#cartId();
      this.#finish(await issued(id, () => api.complete(cart, id, approval)));
    });
  }

  /** The original where it has not come out, else the next duplicate: the server knows which. */
  print(sale: Sale) {
    return this.#run(async () => {
      const { kind, state } = await api.print(sale.id);
      const number = sale.number;
      if (kind === 'duplicate') toast(m.print_sent_duplicate({ number }));
      else if (state === 'waiting') toast(m.print_sent_receipt({ number }));
    });
  }

  voidSale(sale: Sale, reason: string) {
    // The same for the ticket that annuls this one.
    const id = (this.#voids[sale.id] ??= newId());
    return this.#approved(async (approval) => {
      this.#finish(await issued(id, () => api.voidSale(sale.id, id, reason, approval)));
    });
  }

  // ---- errors

  seen(id: number) {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  notice(text: string, action?: Notice['action']) {
    // What was said and not yet seen is not said again: three tries at a dead server are one news.
    if (!action && this.notices.some((one) => one.text === text)) return;
    this.notices = [...this.notices, { id: ++this.#last, text, action }];
  }

  // ---- inside

  #finish(sale: Sale) {
    this.sale = sale;
    this.#saleId = null;
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
    if (['done', 'paper'].includes(this.panel.kind)) this.panel = { kind: 'shelf' };
  }

  /** What the server has; a ticket whose answer got lost is shown as it would have been. */
  async #reread() {
    const cart = await api.currentCart();
    const issued = cart?.id === this.cart?.id ? null : this.#saleId;
    const sale = issued ? await api.saleById(issued).catch(() => null) : null;
    this.#unsure = false;
    if (sale) this.#finish(sale);
    else this.#accept(cart);
  }

  /**
   * After a lost answer: true when the server was ahead of the screen. Then nothing more is done
   * until a person has looked, or a payment would be taken twice.
   */
  async #caughtUp(): Promise<boolean> {
    const before = this.cart;
    await this.#reread();
    return this.cart?.id !== before?.id || this.cart?.version !== before?.version;
  }

  #accept(cart: Cart | null) {
    if (cart && this.cart?.id === cart.id && cart.version < this.cart.version) return;
    if (cart?.id !== this.cart?.id) this.#saleId = null;
    this.cart = cart;
    if (!this.lines.some((line) => line.id === this.selected)) {
      this.selected = this.lines.at(-1)?.id ?? null;
    }
  }

  /** The way back from an addition: the new line goes, or one of the article goes. */
  #added(cart: Cart) {
    const before = this.lines;
    this.#accept(cart);
    for (const line of cart.lines) {
      const was = before.find((one) => one.id === line.id);
      if (was?.quantity === line.quantity) continue;
      this.selected = line.id;
      this.#remember((id) =>
        was ? api.setQuantity(id, line.id, was.quantity) : api.removeLine(id, line.id)
      );
    }
  }

  #work(command: Command) {
    return this.#run(async () => {
      this.#added(await command(await this.#cartId()));
      this.panel = { kind: 'shelf' };
    });
  }

  #remember(undo: Command) {
    this.#undos = [...this.#undos.slice(-19), undo];
  }

  /** The cart to write in; the first line of a sale makes it. */
  async #cartId(): Promise<string> {
    if (!this.cart) this.#accept(await api.openCart(newId()));
    if (!this.cart) throw new Problem('client.no_cart', 0);
    return this.cart.id;
  }

  /** One command after the other, in the order of the keys; false when it was refused. */
  #run(command: () => Promise<unknown>, refused?: (problem: unknown) => void): Promise<boolean> {
    this.busy++;
    const done = this.#queue.then(async () => {
      try {
        if (this.#unsure && (await this.#caughtUp())) throw new Problem(CAUGHT_UP, 0);
        await command();
        return true;
      } catch (problem) {
        (refused ?? ((one) => this.#refuse(one)))(problem);
        if (problem instanceof Problem && (problem.offline || problem.status >= 500)) {
          this.#unsure = true;
          await this.#reread().catch(() => undefined);
        }
        return false;
      } finally {
        this.busy--;
      }
    });
    this.#queue = done;
    return done;
  }

  #change(command: Command, undo?: Command): Promise<boolean> {
    return this.#run(async () => {
      this.#accept(await command(await this.#cartId()));
      if (undo) this.#remember(undo);
    });
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
    this.notice(explain(problem), this.#remedy(problem));
  }

  /** What can be done about a refusal with one touch. */
  #remedy(problem: unknown): Notice['action'] {
    if (!(problem instanceof Problem) || problem.code !== 'cart.price_changed') return undefined;
    const line = String(problem.params.line_id);
    const price = Number(problem.params.price_minor);
    return {
      label: m.price_take_new(),
      run: () => void this.#change((cart) => api.takeNewPrice(cart, line, price))
    };
  }

  /**
   * A ticket's code opens that ticket; a piece that stands here already is shown. Anything else that
   * doesn't go into the cart makes its own sound and a red line that stays until it was seen.
   */
  #notAdded(problem: unknown, what: string) {
    const { code, params } =
      problem instanceof Problem ? problem : { code: '', params: {} as Record<string, unknown> };
    if (code === 'cart.ticket') {
      this.panel = { kind: 'return', code: String(params.number) };
      return;
    }
    if (code === 'cart.repair') {
      const job = params.job_id == null ? null : String(params.job_id);
      this.panel = { kind: 'job', repair: String(params.repair_id), job };
      return;
    }
    if (code === 'cart.custom') {
      this.panel = { kind: 'custom', order: String(params.order_id) };
      return;
    }
    if (code === 'cart.already_there') this.selected = String(params.line_id);
    this.#sound('unknown');
    if (problem instanceof Problem && problem.offline) this.notice(m.scan_unanswered({ what }));
    else this.#refuse(problem);
  }
}
