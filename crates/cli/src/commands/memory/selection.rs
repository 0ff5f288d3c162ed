//! Which units of a memory a command is about.

use std::ops::ControlFlow;

use anyhow::Result;
use yaddash_memory::store::{NewUnit, Store, StoredUnit, UnitId};
use yaddash_tmx::operations::Expression;

use crate::args::MemorySelection;
use crate::commands::tmx::filter;

/// Units that are changed in one batch.
const BATCH: usize = 8192;

/// The units for which all that was asked for holds.
pub(super) struct Selection<'a> {
    args: &'a MemorySelection,
    expression: Option<Expression>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(args: &'a MemorySelection) -> Result<Self> {
        let expression = args.filter.as_deref().map(filter::parsed).transpose()?;
        Ok(Self { args, expression })
    }

    fn holds(&self, stored: &StoredUnit) -> bool {
        let origins = &self.args.origins;
        let is_from = |name: &String| stored.origin.as_deref() == Some(name);
        (origins.is_empty() || origins.iter().any(is_from))
            && self
                .expression
                .as_ref()
                .is_none_or(|expression| expression.holds(&stored.unit))
    }

    /// Shows `visit` the units, until it fails.
    pub(super) fn each(
        &self,
        store: &dyn Store,
        mut visit: impl FnMut(StoredUnit) -> Result<()>,
    ) -> Result<()> {
        if !self.args.ids.is_empty() {
            let ids: Vec<UnitId> = self.args.ids.iter().copied().map(UnitId).collect();
            for stored in store.units(&ids)?.into_iter().flatten() {
                if self.holds(&stored) {
                    visit(stored)?;
                }
            }
            return Ok(());
        }
        let mut done = Ok(());
        store.scan(None, &mut |stored| {
            if self.holds(&stored) {
                done = visit(stored);
            }
            if done.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        done
    }

    /// Puts what `change` makes of each unit in its place, where it makes something else of it; tells how many these are.
    /// Without `write`, nothing is written.
    pub(super) fn rewrite(
        &self,
        store: &dyn Store,
        write: bool,
        mut change: impl FnMut(UnitId, &NewUnit) -> Result<Option<NewUnit>>,
    ) -> Result<u64> {
        let (mut count, mut waiting) = (0, Vec::new());
        self.each(store, |stored| {
            let id = stored.id;
            if let Some(changed) = change(id, &new_unit(stored))? {
                count += 1;
                if write {
                    waiting.push((id, changed));
                }
            }
            if waiting.len() >= BATCH {
                store.replace_all(&waiting)?;
                waiting.clear();
            }
            Ok(())
        })?;
        if !waiting.is_empty() {
            store.replace_all(&waiting)?;
        }
        Ok(count)
    }
}

/// A unit of a store as one that can be written.
pub(super) fn new_unit(stored: StoredUnit) -> NewUnit {
    NewUnit {
        unit: stored.unit,
        source: stored.source,
        origin: stored.origin,
    }
}

/// A text in one line, for a table.
pub(super) fn in_line(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}
