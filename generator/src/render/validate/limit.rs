//! Limits by what they are limits of.

use crate::ir::Constraint;

/// The limits of one kind that a value can fail to keep, if there are any.
pub(super) fn limits(
    own: &[Constraint],
    of_kind: fn(&Constraint) -> bool,
) -> Option<Vec<&Constraint>> {
    let limits = own.iter().filter(|limit| of_kind(limit) && can_fail(limit));
    let limits: Vec<&Constraint> = limits.collect();
    (!limits.is_empty()).then_some(limits)
}

pub(super) fn of_number(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::Minimum { .. } | Constraint::Maximum { .. } | Constraint::MultipleOf(_)
    )
}

pub(super) fn of_text(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::MinLength(_) | Constraint::MaxLength(_)
    )
}

pub(super) fn of_items(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::MinItems(_) | Constraint::MaxItems(_)
    )
}

pub(super) fn of_members(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::MinProperties(_) | Constraint::MaxProperties(_)
    )
}

/// Whether there are values that do not keep a limit.
pub(super) fn can_fail(constraint: &Constraint) -> bool {
    !matches!(
        constraint,
        Constraint::MinLength(0) | Constraint::MinItems(0) | Constraint::MinProperties(0)
    )
}
