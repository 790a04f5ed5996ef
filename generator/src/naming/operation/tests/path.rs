//! Names from method and path.

use super::{OperationFacts, assert_names, candidates, fact};

#[test]
fn method_and_path_name_what_has_no_id() {
    assert_names(
        "Applications",
        &[
            ("", "GET", "/api/applications", "list", "ListApplications"),
            (
                "",
                "POST",
                "/api/applications",
                "create",
                "CreateApplication",
            ),
            ("", "GET", "/api/applications/{id}", "get", "GetApplication"),
            (
                "",
                "PATCH",
                "/api/applications/{id}",
                "update",
                "UpdateApplication",
            ),
            (
                "",
                "DELETE",
                "/api/applications/{id}",
                "delete",
                "DeleteApplication",
            ),
        ],
    );
}

#[test]
fn what_the_group_does_not_say_is_the_object() {
    let roles = "/api/applications/{applicationId}/roles";
    let experience = "/api/applications/{applicationId}/sign-in-experience";
    let domains = "/api/applications/{id}/protected-app-metadata/custom-domains";
    let scope = "/api/applications/{applicationId}/user-consent-scopes/{scopeType}/{scopeId}";
    assert_names(
        "Applications",
        &[
            (
                "",
                "GET",
                domains,
                "list_custom_domains",
                "ListApplicationCustomDomains",
            ),
            (
                "",
                "POST",
                domains,
                "create_custom_domain",
                "CreateApplicationCustomDomain",
            ),
            ("", "GET", roles, "list_roles", "ListApplicationRoles"),
            ("", "PUT", roles, "replace_roles", "ReplaceApplicationRoles"),
            (
                "",
                "GET",
                experience,
                "get_sign_in_experience",
                "GetApplicationSignInExperience",
            ),
            (
                "",
                "PUT",
                experience,
                "replace_sign_in_experience",
                "ReplaceApplicationSignInExperience",
            ),
            (
                "",
                "DELETE",
                scope,
                "delete_user_consent_scope",
                "DeleteApplicationUserConsentScope",
            ),
        ],
    );
}

#[test]
fn a_post_of_nothing_but_lists_adds() {
    let group = [vec!["applications".to_owned()]];
    let facts = OperationFacts {
        adds: true,
        ..fact(&group, "", "POST", "/api/applications/{id}/roles")
    };
    let names = &candidates(&[facts])[0].names;
    assert_eq!(names[0], ["add", "roles"]);
}

#[test]
fn a_path_that_ends_in_a_verb_is_that_verb() {
    assert_names(
        "Users",
        &[
            (
                "",
                "POST",
                "/users/{id}/activate",
                "activate",
                "ActivateUser",
            ),
            (
                "",
                "POST",
                "/users/{id}/keys/{key}/rotate",
                "rotate_key",
                "RotateUserKey",
            ),
            (
                "",
                "POST",
                "/users/{id}:undelete",
                "undelete",
                "UndeleteUser",
            ),
            ("", "GET", "/users/search", "search", "SearchUsers"),
        ],
    );
}

#[test]
fn equal_names_grow_until_they_differ() {
    assert_names(
        "Users",
        &[
            (
                "",
                "GET",
                "/users/{id}/home/keys",
                "list_home_keys",
                "ListUserHomeKeys",
            ),
            (
                "",
                "GET",
                "/users/{id}/work/keys",
                "list_work_keys",
                "ListUserWorkKeys",
            ),
        ],
    );
}

#[test]
fn settings_are_one_of_their_kind() {
    assert_names(
        "Users",
        &[(
            "",
            "GET",
            "/users/{id}/settings",
            "get_settings",
            "GetUserSettings",
        )],
    );
}

#[test]
fn a_fragment_says_what_is_done() {
    assert_names(
        "Shared links",
        &[
            (
                "get_web_links_id#get_shared_link",
                "GET",
                "/web_links/{web_link_id}#get_shared_link",
                "get_shared_link",
                "GetSharedLink",
            ),
            (
                "post_oauth2_token#refresh",
                "POST",
                "/oauth2/token#refresh",
                "refresh",
                "RefreshSharedLink",
            ),
        ],
    );
}

#[test]
fn a_collection_in_the_singular_is_listed_too() {
    let group = [vec!["layers".to_owned()]];
    let facts = OperationFacts {
        collection: true,
        ..fact(&group, "", "GET", "/api/v1/layer/")
    };
    assert_eq!(
        candidates(&[facts])[0].names[..2],
        [vec!["list"], vec!["list", "layers"]]
    );
}

#[test]
fn a_group_that_the_path_does_not_say_is_not_in_the_stem() {
    assert_names(
        "General",
        &[(
            "",
            "POST",
            "/getCostEstimate",
            "get_cost_estimate",
            "GetCostEstimate",
        )],
    );
}

#[test]
fn a_query_in_a_path_tells_two_calls_apart() {
    assert_names(
        "Pets",
        &[
            (
                "",
                "POST",
                "/pets?kind=large",
                "create_with_kind_large",
                "CreatePetWithKindLarge",
            ),
            (
                "",
                "POST",
                "/pets?kind=small",
                "create_with_kind_small",
                "CreatePetWithKindSmall",
            ),
            ("", "GET", "/pets?page=1", "list", "ListPets"),
        ],
    );
}
