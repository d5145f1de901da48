//! Encodings of CID fonts by name: what the engine embeds, and stand-ins for the newer or odder names it lacks.

use hayro_cmap::{CMap, CMapName, CidFamily};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Names the engine lacks, with an embedded table that codes the same characters. The `2004` and `X0213` forms
/// differ from their base in glyph shapes only; the `pc`, `ms` and `78` forms in a few signs.
const STAND_INS: [(&[u8], CMapName<'static>); 22] = [
    (b"UniJIS2004-UTF16-H", CMapName::UniJisUtf16H),
    (b"UniJIS2004-UTF16-V", CMapName::UniJisUtf16V),
    (b"UniJISX0213-UTF16-H", CMapName::UniJisUtf16H),
    (b"UniJISX0213-UTF16-V", CMapName::UniJisUtf16V),
    (b"UniJISX02132004-UTF16-H", CMapName::UniJisUtf16H),
    (b"UniJISX02132004-UTF16-V", CMapName::UniJisUtf16V),
    (b"UniJISPro-UCS2-V", CMapName::UniJisUcs2V),
    (b"UniJISPro-UCS2-HW-V", CMapName::UniJisUcs2HwV),
    (b"78-RKSJ-H", CMapName::N90msRksjH),
    (b"78-RKSJ-V", CMapName::N90msRksjV),
    (b"78ms-RKSJ-H", CMapName::N90msRksjH),
    (b"78ms-RKSJ-V", CMapName::N90msRksjV),
    (b"90pv-RKSJ-V", CMapName::N90mspRksjV),
    (b"RKSJ-H", CMapName::N90msRksjH),
    (b"RKSJ-V", CMapName::N90msRksjV),
    (b"78-EUC-H", CMapName::EucH),
    (b"78-EUC-V", CMapName::EucV),
    (b"78-H", CMapName::H),
    (b"78-V", CMapName::V),
    (b"KSCpc-EUC-V", CMapName::KscEucV),
    (b"HKdla-B5-H", CMapName::HKscsB5H),
    (b"HKdla-B5-V", CMapName::HKscsB5V),
];

/// The table of that name, for the engine's resolver.
pub(super) fn resolve(name: CMapName<'_>) -> Option<&'static [u8]> {
    hayro_cmap::load_embedded(name).or_else(|| {
        let CMapName::Custom(wanted) = name else { return None };
        let (_, stand_in) = STAND_INS.iter().find(|(known, _)| *known == wanted)?;
        hayro_cmap::load_embedded(*stand_in)
    })
}

/// A font's encoding by its name in the file.
pub(super) fn named(name: &[u8]) -> Option<CMap> {
    match CMapName::from_bytes(name) {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        other => CMap::parse(resolve(other)?, resolve),
    }
}

/// The tables from character ids to Unicode, each parsed once a file.
#[derive(Default)]
pub(super) struct Ucs2Tables(RefCell<HashMap<Vec<u8>, Option<Rc<CMap>>>>);

impl Ucs2Tables {
    /// The table of one of Adobe's four collections.
    pub fn of(&self, family: &CidFamily) -> Option<Rc<CMap>> {
        let name = family.ucs2_cmap()?;
        let parse = || CMap::parse(hayro_cmap::load_embedded(name)?, resolve).map(Rc::new);
        self.0.borrow_mut().entry(name.to_bytes().to_vec()).or_insert_with(parse).clone()
    }
}
