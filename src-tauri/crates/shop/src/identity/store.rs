//! The SQL of the shop and its tills.

use documents::Language;
use units::Id;

use super::shop::{Identity, Shop};
use super::till::Till;
use crate::db::{ReadTx, StoreError, WriteTx};

fn language_name(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}

pub(super) fn shop(tx: &ReadTx<'_>) -> Result<Option<Shop>, StoreError> {
    tx.maybe(
        "SELECT id, code, name, legal_name, address, phone, email, siret, naf, vat_number,
             logo_file, language, currency, time_zone, version
         FROM shop LIMIT 1",
        [],
        |row| {
            let language: String = row.get(11)?;
            Ok(Shop {
                id: Id::from_uuid(row.get(0)?),
                code: row.get(1)?,
                identity: Identity {
                    name: row.get(2)?,
                    legal_name: row.get(3)?,
                    address: row.get(4)?,
                    phone: row.get(5)?,
                    email: row.get(6)?,
                    siret: row.get(7)?,
                    naf: row.get(8)?,
                    vat_number: row.get(9)?,
                },
                logo: row.get::<_, Option<uuid::Uuid>>(10)?.map(Id::from_uuid),
                // The schema allows only these two.
                language: if language == "en" {
                    Language::En
                } else {
                    Language::Fr
                },
                currency: row.get(12)?,
                time_zone: row.get(13)?,
                version: row.get(14)?,
            })
        },
    )
}

pub(super) fn insert_shop(tx: &mut WriteTx<'_>, shop: &Shop) -> Result<(), StoreError> {
    let identity = &shop.identity;
    tx.execute(
        "INSERT INTO shop (id, code, name, legal_name, address, phone, email, siret, naf,
             vat_number, language, currency, time_zone, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        (
            shop.id.uuid(),
            &shop.code,
            &identity.name,
            &identity.legal_name,
            &identity.address,
            &identity.phone,
            &identity.email,
            &identity.siret,
            &identity.naf,
            &identity.vat_number,
            language_name(shop.language),
            &shop.currency,
            &shop.time_zone,
            shop.version,
        ),
    )?;
    Ok(())
}

pub(super) fn update_shop(tx: &mut WriteTx<'_>, shop: &Shop) -> Result<(), StoreError> {
    let identity = &shop.identity;
    tx.execute(
        "UPDATE shop SET name = ?2, legal_name = ?3, address = ?4, phone = ?5, email = ?6,
             siret = ?7, naf = ?8, vat_number = ?9, logo_file = ?10, language = ?11, version = ?12
         WHERE id = ?1",
        (
            shop.id.uuid(),
            &identity.name,
            &identity.legal_name,
            &identity.address,
            &identity.phone,
            &identity.email,
            &identity.siret,
            &identity.naf,
            &identity.vat_number,
            shop.logo.map(Id::uuid),
            language_name(shop.language),
            shop.version,
        ),
    )?;
    Ok(())
}

pub(super) fn tills(tx: &ReadTx<'_>) -> Result<Vec<Till>, StoreError> {
    tx.all(
        "SELECT id, code, name, active, version FROM till ORDER BY code",
        [],
        |row| {
            Ok(Till {
                id: Id::from_uuid(row.get(0)?),
                code: row.get(1)?,
                name: row.get(2)?,
                active: row.get(3)?,
                version: row.get(4)?,
            })
        },
    )
}

pub(super) fn insert_till(tx: &mut WriteTx<'_>, till: &Till) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO till (id, code, name, active, version) VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            till.id.uuid(),
            &till.code,
            &till.name,
            till.active,
            till.version,
        ),
    )?;
    Ok(())
}

pub(super) fn update_till(tx: &mut WriteTx<'_>, till: &Till) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE till SET name = ?2, active = ?3, version = ?4 WHERE id = ?1",
        (till.id.uuid(), &till.name, till.active, till.version),
    )?;
    Ok(())
}
