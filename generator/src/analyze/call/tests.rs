use std::path::PathBuf;

use crate::analyze::analyze;
use crate::config::Settings;
use crate::diagnostic::Sink;
use crate::ir::{NextPage, Operation};
use crate::source::{self, ReadOptions, SpecInput};
use crate::{dialect, model};

/// The operations of one of the reference documents.
fn operations(spec: &str) -> Vec<Operation> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(spec);
    let source = source::load(&SpecInput::Path(path), &ReadOptions::default()).expect("a document");
    let mut sink = Sink::new();
    let document = dialect::normalise(source, &mut sink).expect("an OpenAPI document");
    let (api, diagnostics) = analyze(&model::build(document, &mut sink), &Settings::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    api.operations
}

fn calls(operations: &[Operation]) -> Vec<(&str, &str)> {
    operations
        .iter()
        .map(|operation| (operation.call.as_str(), operation.name.as_str()))
        .collect()
}

#[test]
fn calls_of_formance() {
    let operations = operations("clients/formance.yaml");
    let mut calls = calls(&operations);
    calls.sort_unstable();
    assert_eq!(
        calls,
        [
            ("clients().add_scope_to_client", "AddScopeToClient"),
            ("clients().create_client", "CreateClient"),
            ("clients().create_secret", "CreateSecret"),
            ("clients().delete_client", "DeleteClient"),
            (
                "clients().delete_scope_from_client",
                "DeleteScopeFromClient"
            ),
            ("clients().delete_secret", "DeleteSecret"),
            ("clients().list_clients", "ListClients"),
            ("clients().read_client", "ReadClient"),
            ("clients().update_client", "UpdateClient"),
        ]
    );
}

#[test]
fn calls_of_sunshine() {
    let operations = operations("clients/sunshine.yaml");
    assert_eq!(
        calls(&operations),
        [
            ("clients().list_clients", "ListClients"),
            ("clients().create_client", "CreateClient"),
            ("clients().remove_client", "RemoveClient"),
        ]
    );
    let next = operations[0].pagination.as_ref().map(|pages| &pages.next);
    let cursor = NextPage::Cursor {
        parameter: 2,
        member: Some("after".into()),
        cursor: "/meta/afterCursor".into(),
    };
    assert_eq!(next, Some(&cursor));
}

#[test]
fn calls_of_calcom() {
    let operations = operations("managed_users/calcom.yaml");
    assert_eq!(
        calls(&operations),
        [
            ("managed_users().list", "ListManagedUsers"),
            ("managed_users().create", "CreateManagedUser"),
            ("managed_users().get", "GetManagedUser"),
            ("managed_users().update", "UpdateManagedUser"),
            ("managed_users().delete", "DeleteManagedUser"),
            ("managed_users().force_refresh", "ForceRefreshManagedUser"),
        ]
    );
    assert!(
        operations
            .iter()
            .all(|operation| operation.pagination.is_none())
    );
}

#[test]
fn calls_of_apideck() {
    let operations = operations("consumers/apideck.yaml");
    assert_eq!(
        calls(&operations),
        [
            ("vault().consumers().get", "GetConsumer"),
            ("vault().consumers().update", "UpdateConsumer"),
            ("vault().consumers().delete", "DeleteConsumer"),
        ]
    );
    assert!(operations.iter().all(|operation| operation.retry.is_some()));
}

/// Calls of the document without ids, sorted.
const LOGTO: &[(&str, &str)] = &[
    (
        "applications().add_consent_organizations",
        "AddApplicationConsentOrganizations",
    ),
    ("applications().add_roles", "AddApplicationRoles"),
    (
        "applications().add_user_consent_scopes",
        "AddApplicationUserConsentScopes",
    ),
    ("applications().create", "CreateApplication"),
    (
        "applications().create_custom_domain",
        "CreateApplicationCustomDomain",
    ),
    ("applications().delete", "DeleteApplication"),
    (
        "applications().delete_consent_organization",
        "DeleteApplicationConsentOrganization",
    ),
    (
        "applications().delete_custom_domain",
        "DeleteApplicationCustomDomain",
    ),
    ("applications().delete_role", "DeleteApplicationRole"),
    (
        "applications().delete_user_consent_scope",
        "DeleteApplicationUserConsentScope",
    ),
    ("applications().get", "GetApplication"),
    (
        "applications().get_sign_in_experience",
        "GetApplicationSignInExperience",
    ),
    ("applications().list", "ListApplications"),
    (
        "applications().list_consent_organizations",
        "ListApplicationConsentOrganizations",
    ),
    (
        "applications().list_custom_domains",
        "ListApplicationCustomDomains",
    ),
    ("applications().list_roles", "ListApplicationRoles"),
    (
        "applications().list_user_consent_scopes",
        "ListApplicationUserConsentScopes",
    ),
    (
        "applications().replace_consent_organizations",
        "ReplaceApplicationConsentOrganizations",
    ),
    ("applications().replace_roles", "ReplaceApplicationRoles"),
    (
        "applications().replace_sign_in_experience",
        "ReplaceApplicationSignInExperience",
    ),
    ("applications().update", "UpdateApplication"),
];

#[test]
fn calls_of_logto() {
    let operations = operations("applications/logto.yaml");
    let mut calls = calls(&operations);
    calls.sort_unstable();
    assert_eq!(calls, LOGTO);
    let paged = operations
        .iter()
        .filter(|operation| operation.pagination.is_some());
    let paged: Vec<_> = paged
        .map(|operation| operation.method_name.as_str())
        .collect();
    assert_eq!(paged, ["list", "list_consent_organizations", "list_roles"]);
}
