//! What the shop prints, as values: receipts, till reports, slips, labels.
//!
//! Values in, bytes out. Each document is a plain value ([`Receipt`], [`Report`], [`Slip`]) that
//! its owner builds and freezes; here it becomes paper, PDF or screen. No clock, no I/O, no port.

mod abandonment;
mod certificate;
mod code128;
mod codes;
mod delivery_note;
mod entrusted_slip;
pub mod escpos;
mod estate_inventory;
mod estimate;
mod figures;
mod fold;
pub mod format;
pub mod label;
mod language;
pub mod layout;
mod line;
mod memo;
mod metal_slip;
pub mod paper;
mod party;
mod payment;
pub mod pdf;
mod photo;
mod photo_mark;
mod picture;
pub mod preview;
mod purchase_order;
mod purchase_return;
mod qr;
mod quote;
mod receipt;
mod repair_return;
mod repair_slip;
mod report;
mod row;
mod slip;
mod stock_count;
mod text;
mod tray_sheet;
mod vendor_slip;
mod warranty_card;
pub mod words;
mod wrap;

pub use abandonment::AbandonmentNotice;
pub use certificate::{
    Appraiser, Both, Certificate, CertificateCode, CertificateItem, CertificatePaper,
    CertificatePart, CertificatePhoto, Fact, Kept, certificate_in_qr,
};
pub use delivery_note::{DeliveredStones, DeliveryNote};
pub use entrusted_slip::{EntrustedFor, EntrustedGone, EntrustedHow, EntrustedLine, EntrustedSlip};
pub use estate_inventory::{EstateInventory, EstateLine};
pub use estimate::{EstimatePaper, EstimatePaperLine};
pub use figures::{Figures, FiguresDetail, FiguresDetails, FiguresLine};
pub use fold::unwritable;
pub use language::Language;
pub use line::{
    Discount, Line, MetalContent, Stone, StoneOrigin, VatRegime, Work, WorkOf, WorkPart,
};
pub use memo::{Memo, MemoLine, MemoStatement, StatementLine, StatementPayment};
pub use metal_slip::{
    MetalSlip, MetalSlipLine, MetalStatement, MetalStatementLine, MetalStatementLot,
    MetalStatementPart,
};
pub use party::{Customer, Shop, Software};
pub use payment::{Payment, Tender};
pub use photo::Photo;
pub use photo_mark::{PHOTO_MARK_FULL, PhotoMark, PhotoMarkKind};
pub use picture::{Picture, PictureError};
pub use purchase_order::{PurchaseOrder, PurchaseOrderLine};
pub use purchase_return::{PurchaseReturn, PurchaseReturnLine};
pub use quote::{QuotePaper, QuotePaperLine, QuotePaperTax};
pub use receipt::{Receipt, ReceiptKind, Reference, number_in_qr};
pub use repair_return::{RepairCorrected, RepairReturn, SlipSignature, StoneSeen};
pub use repair_slip::{RepairObject, RepairSlip, RepairWork};
pub use report::{
    CashMovement, ChainHead, Denomination, Report, ReportKind, Tally, TenderTotal, VatTotal,
};
pub use slip::{Slip, SlipContent};
pub use stock_count::{CountedMetal, StockCount, StockCountLine, StockCountSum, StockCountTheirs};
pub use text::text;
pub use tray_sheet::{TraySheet, TraySheetPiece};
pub use vendor_slip::{VendorSlip, VendorSlipLine};
pub use warranty_card::{WarrantyCard, WarrantyLine};
