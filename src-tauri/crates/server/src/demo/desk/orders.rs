//! Rings and pendants that customers have made, from the enquiry until they are paid and worn.

use std::collections::BTreeMap;

use shop::custom::{
    self, About, Act, AddPart, Answer, Channel, Create, Finish, GiveAnswer, MakePiece, NewLine,
    Order, PartKind, SaveQuote, Upload, UsePart,
};
use shop::db::WriteTx;
use shop::deposit::Subject;
use shop::files;
use shop::metal_account::{self, Lot, UseIn};
use shop::stock::{self, Alloy, Component, ComponentKind, CreatePiece, Sheet, Stone};
use units::{Carat, Currency, Fineness, Id, Money, Quantity, Weight};

use super::{At, Pays, Refused, of_day, word};
use crate::demo::script::{self, LooseStone, Step};

#[derive(Clone)]
pub(super) struct Orders {
    orders: Vec<Made>,
}

/// An order and what the script calls its parts.
#[derive(Clone)]
struct Made {
    script: script::Order,
    id: Option<Id<Order>>,
    quotes: usize,
    /// Of the last one.
    lines: Vec<Id<custom::QuoteLine>>,
    parts: BTreeMap<String, Id<custom::Part>>,
}

impl Orders {
    /// Enters the stones that are kept for orders: none of those that chance sells.
    pub(super) fn open(
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        stones: Vec<LooseStone>,
        orders: Vec<script::Order>,
    ) -> Result<Self, Refused> {
        for stone in stones {
            let id = at.cx.new_id();
            let piece = CreatePiece {
                id,
                sheet: sheet(at, &stone)?,
                place: at.counter.safe,
            };
            stock::create_piece(tx, at.cx, piece)?;
            files::attach_photo(tx, at.cx, id, &stone.picture, at.picture(&stone.picture)?)?;
        }
        let orders = orders.into_iter().map(|script| Made {
            script,
            id: None,
            quotes: 0,
            lines: Vec::new(),
            parts: BTreeMap::new(),
        });
        Ok(Self {
            orders: orders.collect(),
        })
    }

    pub(super) fn morning(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        nth: i64,
        lots: &BTreeMap<String, Id<Lot>>,
        pays: &mut Vec<Pays>,
    ) -> Result<(), Refused> {
        for made in &mut self.orders {
            for step in of_day(&made.script.steps, nth) {
                match step.what.as_str() {
                    "begin" => made.begin(tx, at)?,
                    "deposit" => {
                        pays.push(Pays::Deposit(Subject::Custom(made.id()?), step.minor));
                    }
                    "collect" => pays.push(Pays::Balance(Subject::Custom(made.id()?))),
                    "quote" | "send" | "approve" | "refuse" => made.agree(tx, at, &step)?,
                    "gold" => {
                        let lot = lots.get(&step.of).ok_or(Refused::Missing("metal"))?;
                        made.gold(tx, at, &step, *lot)?;
                    }
                    _ => made.work(tx, at, &step)?,
                }
            }
        }
        Ok(())
    }
}

impl Made {
    fn id(&self) -> Result<Id<Order>, Refused> {
        self.id.ok_or(Refused::Missing("order"))
    }

    fn begin(&mut self, tx: &mut WriteTx<'_>, at: &At<'_>) -> Result<(), Refused> {
        let script = &self.script;
        let create = Create {
            id: at.cx.new_id(),
            customer: at.customer(script.customer)?,
            language: None,
            about: About {
                title: script.title.clone(),
                brief: script.brief.clone(),
                budget_minor: script.budget_minor,
                wished_on: script.wished.map(|days| at.in_days(days)).transpose()?,
                ring_size: script.ring_size.clone(),
                fields: script.fields.clone(),
            },
        };
        custom::create(tx, at.cx, at.by, &create)?;
        self.id = Some(create.id);
        Ok(())
    }

    /// The next version of the quote, its way to the customer, and what they say.
    fn agree(&mut self, tx: &mut WriteTx<'_>, at: &At<'_>, step: &Step) -> Result<(), Refused> {
        let id = self.id()?;
        let order = custom::order(tx, id)?.ok_or(Refused::Missing("order"))?;
        match step.what.as_str() {
            "quote" => {
                let lines = self.script.quotes.get(self.quotes);
                let lines = lines.ok_or(Refused::Missing("quote"))?.iter();
                let lines = lines.map(|line| quoted(at, line));
                let lines = lines.collect::<Result<Vec<_>, _>>()?;
                self.lines = lines.iter().map(|line| line.id).collect();
                self.quotes += 1;
                let save = SaveQuote {
                    id: at.cx.new_id(),
                    version: order.version,
                    valid_until: at.in_days(30)?,
                    note: step.note.clone(),
                    lines,
                };
                custom::save_quote(tx, at.cx, at.by, id, &save)?;
            }
            "send" => {
                custom::send(tx, at.cx, at.by, id, order.version)?;
            }
            said => {
                let answer = GiveAnswer {
                    answer: match said {
                        "approve" => Answer::Approved,
                        _ => Answer::Refused,
                    },
                    channel: Some(word::<Channel>(&step.of, "channel")?),
                    said_by: String::new(),
                    note: step.note.clone(),
                };
                custom::answer(tx, at.cx, at.by, id, &answer)?;
            }
        }
        Ok(())
    }

    /// The customer's own gold goes in.
    fn gold(
        &self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        step: &Step,
        lot: Id<Lot>,
    ) -> Result<(), Refused> {
        let input = UseIn {
            id: at.cx.new_id(),
            order: self.id()?,
            version: metal_account::version(tx, at.customer(self.script.customer)?)?,
            lot,
            weight_mg: step.weight_mg,
            loss_mg: step.loss_mg,
            note: step.note.clone(),
        };
        metal_account::use_in(tx, at.cx, at.by, &input)?;
        Ok(())
    }

    fn work(&mut self, tx: &mut WriteTx<'_>, at: &At<'_>, step: &Step) -> Result<(), Refused> {
        let id = self.id()?;
        match step.what.as_str() {
            "picture" => {
                let upload = Upload::Picture(at.picture(&step.of)?.clone());
                let name = format!("{}.webp", step.of);
                custom::attach(tx, at.cx, at.by, id, &name, &upload)?;
            }
            "list" => self.list(tx, at)?,
            "use" => {
                let part = self.parts.get(&step.of).copied();
                let written = |value: i64| (value > 0).then_some(value);
                let used = UsePart {
                    id: at.cx.new_id(),
                    part: part.ok_or(Refused::Missing("part"))?,
                    quantity: 1,
                    weight_mg: written(step.weight_mg),
                    person: Some(at.counter.people.bench),
                    on_day: None,
                    minutes: written(step.minutes),
                    cost_minor: written(step.minor),
                    note: step.note.clone(),
                };
                custom::use_part(tx, at.cx, at.by, &used)?;
            }
            "finish" => self.finish(tx, at, step)?,
            act => {
                let act: Act = word(act, "act")?;
                custom::act(tx, at.cx, at.by, id, act, &step.note)?;
            }
        }
        Ok(())
    }

    /// Writes down what it is made of; stones of the stock are kept from here on.
    fn list(&mut self, tx: &mut WriteTx<'_>, at: &At<'_>) -> Result<(), Refused> {
        for part in &self.script.parts {
            let kind: PartKind = word(&part.kind, "kind of part")?;
            let supplier = Some(&part.supplier).filter(|code| !code.is_empty());
            let add = AddPart {
                id: at.cx.new_id(),
                order: self.id()?,
                kind,
                title: part.title.clone(),
                quote_line: part.line.and_then(|nth| self.lines.get(nth - 1).copied()),
                code: part.code.clone(),
                quantity: 1,
                supplier: supplier.map(|code| at.supplier(code)).transpose()?,
                purchase_line: None,
                metal: part
                    .metal
                    .as_deref()
                    .map(|it| word(it, "metal"))
                    .transpose()?,
                fineness: part.fineness,
                weight_mg: part.weight_mg,
                loss_bp: part.loss_bp,
                person: (kind == PartKind::Labour).then_some(at.counter.people.bench),
                minutes: part.minutes,
                cost_minor: part.cost_minor,
            };
            custom::add_part(tx, at.cx, at.by, &add)?;
            self.parts.insert(part.name.clone(), add.id);
        }
        Ok(())
    }

    fn finish(&self, tx: &mut WriteTx<'_>, at: &At<'_>, step: &Step) -> Result<(), Refused> {
        let id = self.id()?;
        let order = custom::order(tx, id)?.ok_or(Refused::Missing("order"))?;
        let board = custom::attached(tx, &order)?.into_iter();
        let photos = board
            .filter(|one| one.thumbnail.is_some())
            .map(|one| one.file);
        let piece = match &self.script.piece {
            None => None,
            Some(piece) => Some(MakePiece {
                id: at.cx.new_id(),
                number: piece.number.clone(),
                family: at.family(&piece.family)?,
                title: self.script.title.clone(),
                alloy: Some(Alloy {
                    metal: word(&piece.metal, "metal")?,
                    fineness: Fineness::from_per_ten_thousand(piece.fineness).ok(),
                    colour: Some(piece.colour.clone()),
                }),
                gross: Weight::from_mg(piece.gross_mg).ok(),
                net: Weight::from_mg(piece.net_mg).ok(),
                size: piece.size.clone(),
                hallmark: None,
                price: None,
                place: at.counter.safe,
                photos: photos.collect(),
            }),
        };
        let finish = Finish {
            order: id,
            piece,
            note: step.note.clone(),
        };
        custom::finish(tx, at.cx, at.by, &finish)?;
        Ok(())
    }
}

fn quoted(at: &At<'_>, line: &script::QuoteLine) -> Result<NewLine, Refused> {
    Ok(NewLine {
        id: at.cx.new_id(),
        kind: word(&line.kind, "kind of line")?,
        title: line.title.clone(),
        metal: line
            .metal
            .as_deref()
            .map(|it| word(it, "metal"))
            .transpose()?,
        fineness: line.fineness,
        weight_mg: line.weight_mg,
        loss_bp: line.loss_bp,
        count: line.count,
        weight_milli_ct: line.weight_milli_ct,
        minutes: line.minutes,
        cost_minor: line.cost_minor,
        markup_bp: None,
        typed_minor: line.price_minor,
        vat_bp: 2_000,
        own_mg: None,
        own_object: None,
    })
}

fn sheet(at: &At<'_>, stone: &LooseStone) -> Result<Sheet, Refused> {
    let mut sheet = Sheet::new(&stone.number, at.family("loose_stone")?, &stone.title);
    sheet.cost = Money::new(stone.cost_minor, Currency::Eur).ok();
    sheet.price = Money::new(stone.price_minor, Currency::Eur).ok();
    sheet.components.push(Component {
        id: at.cx.new_id(),
        kind: ComponentKind::Stone,
        stone: Some(Stone {
            kind: stone.kind.clone(),
            shape: Some(stone.shape.clone()),
            ..Stone::default()
        }),
        count: Quantity::ONE,
        weight: Carat::from_milli(stone.weight_milli_ct).ok(),
        laboratory: None,
        certificate_number: None,
        certificate_file: None,
        measurements_um: [None; 3],
    });
    Ok(sheet)
}
