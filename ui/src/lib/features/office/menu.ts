/** The back office's pages, in the order of its menu, with the right each one needs. */
import Archive from '@lucide/svelte/icons/archive';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Boxes from '@lucide/svelte/icons/boxes';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartGantt from '@lucide/svelte/icons/chart-gantt';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Calculator from '@lucide/svelte/icons/calculator';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import Gem from '@lucide/svelte/icons/gem';
import Hammer from '@lucide/svelte/icons/hammer';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Handshake from '@lucide/svelte/icons/handshake';
import Layers from '@lucide/svelte/icons/layers';
import Info from '@lucide/svelte/icons/info';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Images from '@lucide/svelte/icons/images';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Mail from '@lucide/svelte/icons/mail';
import MailCheck from '@lucide/svelte/icons/mail-check';
import MapPin from '@lucide/svelte/icons/map-pin';
import Palette from '@lucide/svelte/icons/palette';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Landmark from '@lucide/svelte/icons/landmark';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Printer from '@lucide/svelte/icons/printer';
import Tags from '@lucide/svelte/icons/tags';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import RefreshCcwDot from '@lucide/svelte/icons/refresh-ccw-dot';
import Scale from '@lucide/svelte/icons/scale';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Store from '@lucide/svelte/icons/store';
import TrendingUp from '@lucide/svelte/icons/trending-up';
import Send from '@lucide/svelte/icons/send';
import Timer from '@lucide/svelte/icons/timer';
import Truck from '@lucide/svelte/icons/truck';
import TextQuote from '@lucide/svelte/icons/text-quote';
import Usb from '@lucide/svelte/icons/usb';
import UsersRound from '@lucide/svelte/icons/users-round';
import Weight from '@lucide/svelte/icons/weight';
import Wrench from '@lucide/svelte/icons/wrench';
import Wallet from '@lucide/svelte/icons/wallet';
import { MessageCount } from '#lib/features/notify/count.ts';
import { DueCount } from '#lib/features/promise/count.ts';
import { AwayCount } from '#lib/features/away/count.ts';
import * as m from '#lib/paraglide/messages.js';

/** `count` says beside the entry how much of it is due. */
export type Entry = {
  href: string;
  label: () => string;
  icon: typeof Gem;
  right?: string;
  count?: typeof AwayCount;
};
export type Group = { label: () => string; entries: Entry[] };

export const MENU: Group[] = [
  {
    label: m.office_group_stock,
    entries: [
      { href: '/office/stock', label: m.office_nav_stock, icon: Gem, right: 'see_stock' },
      { href: '/office/articles', label: m.office_nav_articles, icon: Boxes, right: 'see_stock' },
      { href: '/office/memo', label: m.office_nav_memo, icon: Handshake, right: 'see_stock' },
      {
        href: '/office/appraisal',
        label: m.office_nav_appraisal,
        icon: BadgeCheck,
        right: 'see_customers'
      },
      {
        href: '/office/purchase',
        label: m.office_nav_purchase,
        icon: PackageCheck,
        right: 'edit_stock'
      },
      {
        href: '/office/stocktake',
        label: m.office_nav_stocktake,
        icon: ClipboardCheck,
        right: 'count_stock'
      },
      { href: '/office/trays', label: m.office_nav_trays, icon: Layers, right: 'see_stock' },
      {
        href: '/office/away',
        label: m.office_nav_away,
        icon: Hourglass,
        right: 'see_stock',
        count: AwayCount
      },
      {
        href: '/office/import',
        label: m.office_nav_import,
        icon: FileSpreadsheet,
        right: 'import'
      },
      { href: '/office/bulk', label: m.office_nav_bulk, icon: ListChecks, right: 'edit_stock' },
      { href: '/office/photos', label: m.office_nav_photos, icon: Images, right: 'edit_stock' },
      { href: '/office/labels', label: m.office_nav_labels, icon: Tags, right: 'edit_stock' },
      { href: '/office/places', label: m.office_nav_places, icon: MapPin, right: 'see_stock' },
      { href: '/office/suppliers', label: m.office_nav_suppliers, icon: Truck, right: 'edit_stock' }
    ]
  },
  {
    label: m.office_group_repair,
    entries: [
      {
        href: '/office/repair',
        label: m.office_nav_repair,
        icon: Wrench,
        right: 'see_repairs',
        count: DueCount
      },
      {
        href: '/office/repair/calendar',
        label: m.office_nav_calendar,
        icon: CalendarDays,
        right: 'see_repairs'
      },
      {
        href: '/office/custom',
        label: m.office_nav_custom,
        icon: Sparkles,
        right: 'see_repairs'
      },
      {
        href: '/office/metal-accounts',
        label: m.office_nav_metal_account,
        icon: Weight,
        right: 'see_repairs'
      },
      {
        href: '/office/entrusted',
        label: m.office_nav_entrusted,
        icon: Archive,
        right: 'see_repairs'
      },
      { href: '/office/bench', label: m.office_nav_bench, icon: Timer, right: 'work_repairs' },
      {
        href: '/office/commission',
        label: m.office_nav_commission,
        icon: HandCoins,
        right: 'work_repairs'
      },
      { href: '/office/vendors', label: m.office_nav_vendors, icon: Send, right: 'see_repairs' },
      {
        href: '/office/repair/prices',
        label: m.office_nav_tariff,
        icon: Hammer,
        right: 'see_repairs'
      },
      {
        href: '/office/messages',
        label: m.office_nav_messages,
        icon: Mail,
        right: 'take_repairs',
        count: MessageCount
      }
    ]
  },
  {
    label: m.office_group_metal,
    entries: [
      { href: '/office/metal', label: m.office_nav_metal, icon: TrendingUp, right: 'see_stock' },
      {
        href: '/office/pricing',
        label: m.office_nav_pricing,
        icon: Calculator,
        right: 'edit_stock'
      },
      {
        href: '/office/repricing',
        label: m.office_nav_repricing,
        icon: RefreshCcwDot,
        right: 'edit_stock'
      },
      { href: '/office/position', label: m.office_nav_position, icon: Scale, right: 'see_reports' }
    ]
  },
  {
    label: m.office_group_books,
    entries: [
      {
        href: '/office/turnover',
        label: m.office_nav_turnover,
        icon: ChartColumn,
        right: 'see_reports'
      },
      {
        href: '/office/workshop',
        label: m.office_nav_workshop,
        icon: ChartGantt,
        right: 'see_reports'
      },
      {
        href: '/office/valuation',
        label: m.office_nav_valuation,
        icon: Landmark,
        right: 'see_reports'
      },
      {
        href: '/office/in-progress',
        label: m.office_nav_progress,
        icon: Hammer,
        right: 'see_cost'
      },
      {
        href: '/office/closings',
        label: m.office_nav_closings,
        icon: ReceiptText,
        right: 'see_reports'
      },
      {
        href: '/office/journal',
        label: m.office_nav_journal,
        icon: ScrollText,
        right: 'verify_journal'
      },
      { href: '/office/prints', label: m.office_nav_prints, icon: Printer, right: 'sell' }
    ]
  },
  {
    label: m.office_group_settings,
    entries: [
      {
        href: '/office/settings/shop',
        label: m.office_nav_shop,
        icon: Store,
        right: 'change_shop'
      },
      {
        href: '/office/settings/tills',
        label: m.office_nav_tills,
        icon: Wallet,
        right: 'change_shop'
      },
      {
        href: '/office/settings/people',
        label: m.office_nav_people,
        icon: UsersRound,
        right: 'manage_users'
      },
      {
        href: '/office/settings/devices',
        label: m.office_nav_devices,
        icon: Usb,
        right: 'settings'
      },
      {
        href: '/office/settings/bench',
        label: m.office_nav_bench_settings,
        icon: Hammer,
        right: 'plan_bench'
      },
      {
        href: '/office/settings/messages',
        label: m.office_nav_message_settings,
        icon: MailCheck,
        right: 'settings'
      },
      {
        href: '/office/settings/wording',
        label: m.office_nav_wording,
        icon: TextQuote,
        right: 'settings'
      },
      { href: '/office/settings/display', label: m.office_nav_look, icon: Palette },
      { href: '/office/about', label: m.office_nav_about, icon: Info }
    ]
  }
];

/** The entry a path belongs to: the longest address it begins with. */
export function entryOf(path: string): Entry | undefined {
  return MENU.flatMap(({ entries }) => entries)
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
