//! Certificates of invented jewels, single and of two estates.

use shop::appraisal::{
    self, Appraisal, CreateAppraisal, Draft, HeldBy, Item, Kind, Part, PartStone, estate,
};
use shop::db::WriteTx;
use shop::deposit::Subject;
use shop::files;
use units::Id;
use uuid::Uuid;

use super::{At, Pays, Refused, of_day, word};
use crate::demo::script::{self, Step};

#[derive(Clone)]
pub(super) struct Appraisals {
    single: Vec<(script::Appraisal, Option<Id<Appraisal>>)>,
    estates: Vec<(script::Estate, Option<Id<estate::Estate>>)>,
}

impl Appraisals {
    /// Says who signs.
    pub(super) fn open(
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        script: script::Appraisals,
    ) -> Result<Self, Refused> {
        appraisal::set_appraiser(tx, at.cx, at.by, &script.appraiser, script.credentials)?;
        Ok(Self {
            single: script
                .appraisal
                .into_iter()
                .map(|one| (one, None))
                .collect(),
            estates: script.estate.into_iter().map(|one| (one, None)).collect(),
        })
    }

    pub(super) fn morning(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        nth: i64,
        pays: &mut Vec<Pays>,
    ) -> Result<(), Refused> {
        for (script, id) in &mut self.single {
            for step in of_day(&script.steps, nth) {
                pays.extend(certificate(tx, at, script, id, &step)?);
            }
        }
        for (script, id) in &mut self.estates {
            for step in of_day(&script.steps, nth) {
                folder(tx, at, script, id, &step)?;
            }
        }
        Ok(())
    }
}

fn certificate(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    script: &script::Appraisal,
    id: &mut Option<Id<Appraisal>>,
    step: &Step,
) -> Result<Option<Pays>, Refused> {
    let (cx, by) = (at.cx, at.by);
    if step.what == "write" {
        *id = Some(write(tx, at, script)?);
        return Ok(None);
    }
    let now = id.ok_or(Refused::Missing("appraisal"))?;
    match step.what.as_str() {
        "issue" => {
            let draft = appraisal::appraisal(tx, now)?.ok_or(Refused::Missing("appraisal"))?;
            appraisal::issue(tx, cx, by, now, draft.version)?;
        }
        "reissue" => {
            let next = cx.new_id();
            appraisal::reissue(tx, cx, by, now, next)?;
            *id = Some(next);
        }
        "withdraw" => {
            appraisal::withdraw(tx, cx, by, now, &step.note)?;
        }
        "cancel" => {
            appraisal::cancel(tx, cx, by, now, &step.note)?;
        }
        "fee" => {
            appraisal::set_fee(tx, cx, by, now, Some(step.minor))?;
        }
        "collect" => return Ok(Some(Pays::Balance(Subject::Appraisal(now)))),
        _ => return Err(Refused::Missing("step")),
    }
    Ok(None)
}

/// The draft as its editor would have it.
fn write(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    script: &script::Appraisal,
) -> Result<Id<Appraisal>, Refused> {
    let kind: Kind = word(&script.kind, "kind of appraisal")?;
    let create = CreateAppraisal {
        id: at.cx.new_id(),
        kind,
        customer: Some(at.customer(script.customer)?.uuid()),
        pieces: Vec::new(),
    };
    let begun = appraisal::create(tx, at.cx, at.by, &create)?;
    let draft = appraisal::draft(tx, begun.id)?.ok_or(Refused::Missing("draft"))?;
    let mut items = Vec::new();
    for item in &script.items {
        items.push(object(tx, at, item)?);
    }
    let draft = Draft {
        items,
        note: script.note.clone(),
        ..draft
    };
    appraisal::save(tx, at.cx, at.by, begun.id, begun.version, &draft)?;
    Ok(begun.id)
}

fn folder(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    script: &script::Estate,
    id: &mut Option<Id<estate::Estate>>,
    step: &Step,
) -> Result<(), Refused> {
    let (cx, by) = (at.cx, at.by);
    if step.what == "open" {
        let about = estate::About {
            deceased: script.deceased.clone(),
            customer: Some(at.customer(script.customer)?.uuid()),
            valued_on: at.today(),
            place: script.place.clone(),
            held_by: HeldBy::Other,
            held_note: String::new(),
            note: script.note.clone(),
        };
        let new = cx.new_id();
        estate::open(tx, cx, by, new, about)?;
        for item in &script.items {
            let item = object(tx, at, item)?;
            estate::add(tx, cx, by, new, cx.new_id(), item)?;
        }
        *id = Some(new);
        return Ok(());
    }
    let id = id.ok_or(Refused::Missing("estate"))?;
    match step.what.as_str() {
        // Those that are complete; the others wait for what they lack.
        "issue" => {
            let found = estate::estate(tx, id)?.ok_or(Refused::Missing("estate"))?;
            let members = estate::members(tx, &found)?.into_iter();
            let seen: Vec<_> = members
                .map(|member| (member.appraisal.id, member.appraisal.version))
                .collect();
            estate::issue_all(tx, cx, by, id, &seen)?;
        }
        "fees" => {
            estate::set_fees(tx, cx, by, id, step.minor)?;
        }
        "close" => {
            estate::close(tx, cx, by, id)?;
        }
        _ => return Err(Refused::Missing("step")),
    }
    Ok(())
}

fn object(tx: &mut WriteTx<'_>, at: &At<'_>, script: &script::Item) -> Result<Item, Refused> {
    let mut parts: Vec<Part> = script.parts.iter().map(|part| valued(at, part)).collect();
    // What the day's rates and lists know; the rest is what the script says.
    let proposed = appraisal::propose(tx, &parts, at.today())?;
    for (part, proposed) in parts.iter_mut().zip(proposed) {
        if let (None, Some(proposed)) = (part.value_minor, proposed) {
            part.value_minor = Some(proposed.value_minor);
            proposed.basis.code().clone_into(&mut part.basis);
            part.source = proposed.source;
            part.on = Some(proposed.on);
        }
    }
    let mut photos = Vec::new();
    if !script.picture.is_empty() {
        let picture = at.picture(&script.picture)?;
        let kept = files::keep(
            tx,
            at.cx,
            picture.media_type,
            &script.picture,
            &picture.bytes,
        )?;
        photos.push(kept.uuid());
    }
    Ok(Item {
        id: fresh(at),
        title: script.title.clone(),
        description: script.description.clone(),
        weight_mg: script.weight_mg,
        size: script.size.clone(),
        hallmark: script.hallmark.clone(),
        maker: script.maker.clone(),
        fields: script.fields.clone(),
        photos,
        parts,
        ..Item::default()
    })
}

fn valued(at: &At<'_>, script: &script::Valued) -> Part {
    let stone = script.stone.as_ref().map(|kind| PartStone {
        kind: kind.clone(),
        count: script.count,
        weight_milli_ct: script.weight_milli_ct,
        shape: script.shape.clone(),
        colour: script.stone_colour.clone(),
        clarity: script.clarity.clone(),
        ..PartStone::default()
    });
    Part {
        id: fresh(at),
        metal: script.metal.clone(),
        fineness: script.fineness,
        colour: script.colour.clone(),
        weight_mg: script.weight_mg,
        stone,
        text: script.text.clone(),
        value_minor: script.value_minor,
        basis: script.basis.clone(),
        source: script.source.clone(),
        on: script.value_minor.map(|_| at.today()),
        before_minor: None,
    }
}

fn fresh(at: &At<'_>) -> Uuid {
    at.cx.new_id::<Item>().uuid()
}
