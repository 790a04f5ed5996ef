//! Names from ids, and what holds for all names.

mod path;

use std::collections::BTreeMap;

use super::{OperationFacts, candidates, settle};

/// Names `(id, method, path)` of one group; gives name and stem.
fn names(group: &str, operations: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let group: Vec<Vec<String>> = group.split('.').map(crate::naming::words).collect();
    let facts: Vec<_> = operations
        .iter()
        .map(|(id, method, path)| fact(&group, id, method, path))
        .collect();
    let all = candidates(&facts);
    let lists: Vec<_> = all.iter().map(|one| one.names.clone()).collect();
    let settled = settle(&lists, &vec![0; facts.len()], &BTreeMap::new());
    let stems = all.iter().zip(&settled).zip(&facts);
    let stems: Vec<_> = stems
        .map(|((one, name), facts)| one.stems(name, facts))
        .collect();
    let stems = settle(&stems, &vec![0; facts.len()], &BTreeMap::new());
    let stems = stems.iter().map(|stem| crate::naming::camel(stem));
    settled
        .iter()
        .map(|name| name.join("_"))
        .zip(stems)
        .collect()
}

fn fact<'a>(
    group: &'a [Vec<String>],
    id: &'a str,
    method: &'a str,
    path: &'a str,
) -> OperationFacts<'a> {
    let id = Some(id).filter(|id| !id.is_empty());
    OperationFacts {
        id,
        method,
        path,
        group,
        chosen: None,
        lists: false,
        collection: false,
        adds: false,
    }
}

fn assert_names(group: &str, expected: &[(&str, &str, &str, &str, &str)]) {
    let operations: Vec<_> = expected
        .iter()
        .map(|(id, method, path, ..)| (*id, *method, *path))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(.., name, stem)| ((*name).to_owned(), (*stem).to_owned()))
        .collect();
    assert_eq!(names(group, &operations), expected);
}

#[test]
fn an_authors_own_id_is_kept() {
    assert_names(
        "Clients",
        &[
            (
                "createClient",
                "POST",
                "/api/auth/clients",
                "create_client",
                "CreateClient",
            ),
            (
                "listClients",
                "GET",
                "/api/auth/clients",
                "list_clients",
                "ListClients",
            ),
            (
                "readClient",
                "GET",
                "/api/auth/clients/{clientId}",
                "read_client",
                "ReadClient",
            ),
            (
                "deleteSecret",
                "DELETE",
                "/api/auth/clients/{clientId}/secrets/{secretId}",
                "delete_secret",
                "DeleteSecret",
            ),
        ],
    );
}

#[test]
fn a_controller_goes_and_the_words_of_the_group_with_it() {
    let path = "/v2/oauth-clients/{clientId}/users";
    let one = "/v2/oauth-clients/{clientId}/users/{userId}";
    let refresh = "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh";
    assert_names(
        "Managed Users",
        &[
            (
                "OAuthClientUsersController_getManagedUsers",
                "GET",
                path,
                "list",
                "ListManagedUsers",
            ),
            (
                "OAuthClientUsersController_createUser",
                "POST",
                path,
                "create",
                "CreateManagedUser",
            ),
            (
                "OAuthClientUsersController_getUserById",
                "GET",
                one,
                "get",
                "GetManagedUser",
            ),
            (
                "OAuthClientUsersController_updateUser",
                "PATCH",
                one,
                "update",
                "UpdateManagedUser",
            ),
            (
                "OAuthClientUsersController_deleteUser",
                "DELETE",
                one,
                "delete",
                "DeleteManagedUser",
            ),
            (
                "OAuthClientUsersController_forceRefresh",
                "POST",
                refresh,
                "force_refresh",
                "ForceRefreshManagedUser",
            ),
        ],
    );
}

#[test]
fn a_dotted_namespace_goes() {
    let path = "/vault/consumers/{consumer_id}";
    assert_names(
        "vault.consumers",
        &[
            (
                "vault.consumersAll",
                "GET",
                "/vault/consumers",
                "list",
                "ListConsumers",
            ),
            ("vault.consumersOne", "GET", path, "get", "GetConsumer"),
            (
                "vault.consumersUpdate",
                "PATCH",
                path,
                "update",
                "UpdateConsumer",
            ),
            (
                "vault.consumersDelete",
                "DELETE",
                path,
                "delete",
                "DeleteConsumer",
            ),
        ],
    );
}

#[test]
fn ids_that_are_method_and_path_count_as_missing() {
    assert_names(
        "charges",
        &[
            ("GetCharges", "GET", "/v1/charges", "list", "ListCharges"),
            (
                "PostCharges",
                "POST",
                "/v1/charges",
                "create",
                "CreateCharge",
            ),
            (
                "GetChargesCharge",
                "GET",
                "/v1/charges/{charge}",
                "get",
                "GetCharge",
            ),
            (
                "PostChargesCharge",
                "POST",
                "/v1/charges/{charge}",
                "update",
                "UpdateCharge",
            ),
            (
                "PostChargesChargeCapture",
                "POST",
                "/v1/charges/{charge}/capture",
                "capture",
                "CaptureCharge",
            ),
        ],
    );
    assert_names(
        "Users",
        &[("getUsers", "GET", "/users", "get_users", "GetUsers")],
    );
}

#[test]
fn method_and_path_behind_a_name_go() {
    assert_names(
        "items",
        &[
            (
                "read_item_items__item_id__get",
                "GET",
                "/items/{item_id}",
                "read_item",
                "ReadItem",
            ),
            (
                "read_all_items_api_v1_items_get",
                "GET",
                "/api/v1/items",
                "read_all_items",
                "ReadAllItems",
            ),
        ],
    );
}

#[test]
fn words_of_the_group_before_a_verb_go() {
    assert_names(
        "Users",
        &[
            ("usersList", "GET", "/users", "list", "ListUsers"),
            (
                "users_retrieve",
                "GET",
                "/users/{id}",
                "retrieve",
                "RetrieveUser",
            ),
            (
                "Users_GetAvatar",
                "GET",
                "/users/{id}/avatar",
                "get_avatar",
                "GetUserAvatar",
            ),
            (
                "users/list-for-org",
                "GET",
                "/orgs/{org}/users",
                "list_for_org",
                "ListUsersForOrg",
            ),
        ],
    );
}

#[test]
fn the_order_of_a_document_does_not_matter() {
    let mut operations = [
        ("UsersController_getUser", "GET", "/users/{id}"),
        ("AdminController_getUser", "GET", "/admin/users/{id}"),
        ("", "GET", "/v2/users/{id}"),
    ];
    let mut forward = names("Users", &operations);
    operations.reverse();
    let mut backward = names("Users", &operations);
    backward.reverse();
    assert_eq!(forward, backward);
    forward.sort();
    forward.dedup();
    assert_eq!(forward.len(), 3);
}

#[test]
fn all_and_one_are_verbs() {
    assert_names(
        "Category",
        &[
            (
                "categoryListingsAll",
                "GET",
                "/categories/{id}/listings",
                "list_category_listings",
                "ListCategoryListings",
            ),
            (
                "categoriesAll",
                "GET",
                "/categories",
                "list",
                "ListCategories",
            ),
            (
                "requestCountsAll",
                "GET",
                "/counts",
                "list_request_counts",
                "ListRequestCounts",
            ),
        ],
    );
}

#[test]
fn a_stem_does_not_stutter() {
    assert_names("Ping", &[("ping", "GET", "/ping", "ping", "Ping")]);
}

#[test]
fn a_long_name_does_not_say_the_group_again() {
    assert_names(
        "HostedNumbersAuthorizationDocument",
        &[
            (
                "FetchHostedNumbersAuthorizationDocument",
                "GET",
                "/HostedNumbers/AuthorizationDocuments/{Sid}",
                "fetch",
                "FetchHostedNumbersAuthorizationDocument",
            ),
            (
                "CreateHostedNumbersAuthorizationDocument",
                "POST",
                "/HostedNumbers/AuthorizationDocuments",
                "create",
                "CreateHostedNumbersAuthorizationDocument",
            ),
        ],
    );
}

#[test]
fn a_random_token_of_a_path_is_no_word() {
    assert_names(
        "Classifications",
        &[(
            "put_files_id_securityClassification-6VMVochwUWo",
            "PUT",
            "/files/{file_id}/securityClassification-6VMVochwUWo",
            "replace_security_classification",
            "ReplaceSecurityClassification",
        )],
    );
}

#[test]
fn an_id_with_id_for_every_parameter_is_mechanical() {
    assert_names(
        "Metadata taxonomies",
        &[(
            "patch_metadata_taxonomies_id_id_levels_id",
            "PATCH",
            "/metadata_taxonomies/{namespace}/{taxonomy_key}/levels/{level_index}",
            "update_level",
            "UpdateMetadataTaxonomyLevel",
        )],
    );
}
