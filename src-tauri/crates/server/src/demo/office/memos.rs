//! Memos both ways: three rings with a colleague, two brooches of a workshop.

use shop::cx::Cx;
use shop::db::WriteTx;
use shop::memo::{self, Act, ActOnLines, Direction, Kind, Means, NewLine, OpenMemo, Party, Settle};
use shop::stock::{self, CreatePiece, Sheet};
use units::{Currency, Money};

use super::{Office, Refused, days_on};

impl Office {
    /// The three others go to a colleague.
    pub(super) fn lend(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let lines: Vec<NewLine> = self
            .came
            .iter()
            .take(3)
            .map(|(_, piece)| NewLine {
                id: cx.new_id(),
                piece: *piece,
                agreed_minor: 82_000,
                insured_minor: Some(99_000),
            })
            .collect();
        self.lines = lines.iter().map(|line| line.id).collect();
        let open = OpenMemo {
            id: cx.new_id(),
            direction: Direction::Out,
            kind: Kind::Memo,
            party: Party::Supplier(self.supplier(1)?.uuid()),
            address: "2 rue de l’Exemple\n75000 Paris".to_owned(),
            due_on: days_on(cx, 21),
            note: "Mémo d’exemple".to_owned(),
            lines,
        };
        let opened = memo::open(tx, cx, &self.people.owner, &open)?;
        self.out = Some(opened.id);
        Ok(())
    }

    /// Two brooches to be sold for the workshop that made them.
    pub(super) fn is_left_here(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let mut lines = Vec::new();
        for title in ["Broche libellule (exemple)", "Broche feuille (exemple)"] {
            let number = self.number();
            let mut sheet = Sheet::new(&number, self.family("brooch")?, title);
            sheet.price = Money::new(64_000, Currency::Eur).ok();
            let (id, place) = (cx.new_id(), self.place("COFFRE")?);
            stock::create_piece(tx, cx, CreatePiece { id, sheet, place })?;
            lines.push(NewLine {
                id: cx.new_id(),
                piece: id,
                agreed_minor: 31_000,
                insured_minor: None,
            });
        }
        self.held = lines.iter().map(|line| line.id).collect();
        let open = OpenMemo {
            id: cx.new_id(),
            direction: Direction::In,
            kind: Kind::Consignment,
            party: Party::Supplier(self.supplier(2)?.uuid()),
            address: "9 rue de l’Exemple\n25000 Besançon".to_owned(),
            due_on: days_on(cx, 120),
            note: "Dépôt d’exemple".to_owned(),
            lines,
        };
        let opened = memo::open(tx, cx, &self.people.owner, &open)?;
        self.inward = Some(opened.id);
        Ok(())
    }

    /// One comes back, one is invoiced and paid for in part, one is overdue in the end.
    pub(super) fn lent_pieces_move(
        &mut self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
    ) -> Result<(), Refused> {
        let memo = self.out.ok_or(Refused::Missing("memo"))?;
        let owner = self.people.owner;
        for (nth, act, document) in [(0, Act::Return, ""), (1, Act::Invoice, "F-DEMO-31")] {
            let line = self.lines.get(nth).copied();
            let input = ActOnLines {
                lines: vec![line.ok_or(Refused::Missing("line"))?],
                act,
                place: (act == Act::Return)
                    .then(|| self.place("VITRINE"))
                    .transpose()?,
                document: document.to_owned(),
                note: String::new(),
            };
            memo::act(tx, cx, &owner, memo, &input)?;
        }
        let party = Party::Supplier(self.supplier(1)?.uuid());
        self.pay(tx, cx, Direction::Out, party, 50_000)
    }

    fn pay(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        direction: Direction,
        party: Party,
        amount_minor: i64,
    ) -> Result<(), Refused> {
        let settle = Settle {
            id: cx.new_id(),
            direction,
            party,
            paid_on: cx.now.date_naive(),
            means: Means::Transfer,
            amount_minor,
            reference: "VIR-DEMO".to_owned(),
            note: "Règlement d’exemple".to_owned(),
            till: None,
        };
        memo::settle(tx, cx, &self.people.owner, &settle)?;
        Ok(())
    }

    /// The shop buys one of the brooches, and pays for it.
    pub(super) fn keep_and_settle(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let memo = self.inward.ok_or(Refused::Missing("memo"))?;
        let line = self.held.first().copied();
        let input = ActOnLines {
            lines: vec![line.ok_or(Refused::Missing("line"))?],
            act: Act::Keep,
            place: None,
            document: "F-DEMO-40".to_owned(),
            note: String::new(),
        };
        memo::act(tx, cx, &self.people.owner, memo, &input)?;
        let party = Party::Supplier(self.supplier(2)?.uuid());
        self.pay(tx, cx, Direction::In, party, 31_000)
    }
}
