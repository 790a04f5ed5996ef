//! Logto: twenty-one operations without ids, pages by number, unions in the query.

use api_families::applications::logto::Client;
use api_families::applications::logto::models::{
    ApplicationType, DeleteApplicationUserConsentScopeType, IsThirdParty, ListApplicationsTypes,
    UpdateApplicationBody,
};
use api_families::applications::logto::operations::ReplaceApplicationSignInExperienceSuccess;
use api_families::runtime::Maybe;
use serde_json::{Value, from_value, json, to_value};
use wiremock::matchers::query_param;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::exchange::{Exchange, server, target};
use super::spec::Spec;

const APPS: &str = "/api/applications";
const APP: &str = "/api/applications/{id}";
const DOMAINS: &str = "/api/applications/{id}/protected-app-metadata/custom-domains";
const DOMAIN: &str = "/api/applications/{id}/protected-app-metadata/custom-domains/{domain}";
const ORGANIZATIONS: &str = "/api/applications/{id}/users/{userId}/consent-organizations";
const ORGANIZATION: &str =
    "/api/applications/{id}/users/{userId}/consent-organizations/{organizationId}";
const ROLES: &str = "/api/applications/{applicationId}/roles";
const ROLE: &str = "/api/applications/{applicationId}/roles/{roleId}";
const SIGN_IN: &str = "/api/applications/{applicationId}/sign-in-experience";
const SCOPES: &str = "/api/applications/{applicationId}/user-consent-scopes";
const SCOPE: &str = "/api/applications/{applicationId}/user-consent-scopes/{scopeType}/{scopeId}";

fn client(url: String) -> Client {
    Client::builder().base_url(url).build().unwrap()
}

fn exchange<'a>(
    spec: &'a Spec,
    method: &'a str,
    template: &'a str,
    target: &'a str,
) -> Exchange<'a> {
    Exchange {
        spec,
        method,
        template,
        target,
        headers: &[],
        body: ["POST", "PUT", "PATCH"]
            .contains(&method)
            .then(|| spec.request(method, template)),
    }
}

fn body<T: serde::de::DeserializeOwned>(exchange: &Exchange<'_>) -> T {
    from_value(exchange.body.clone().unwrap()).unwrap()
}

macro_rules! with_body {
    ($exchange:expr, |$url:ident, $body:ident| $call:expr) => {{
        let exchange = $exchange;
        exchange
            .check(|$url| {
                let $body = body(&exchange);
                $call
            })
            .await
    }};
}

#[tokio::test]
async fn applications_are_listed_created_read_updated_and_deleted() {
    let spec = Spec::load("applications/logto");
    exchange(&spec, "GET", APPS, APPS)
        .check(|url| client(url).applications().list())
        .await;
    with_body!(exchange(&spec, "POST", APPS, APPS), |url, body| {
        let body: api_families::applications::logto::models::CreateApplicationBody = body;
        client(url).applications().create(body)
    });
    exchange(&spec, "GET", APP, "/api/applications/a1")
        .check(|url| client(url).applications().get("a1"))
        .await;
    with_body!(
        exchange(&spec, "PATCH", APP, "/api/applications/a1"),
        |url, body| {
            let body: UpdateApplicationBody = body;
            client(url).applications().update("a1", body)
        }
    );
    exchange(&spec, "DELETE", APP, "/api/applications/a1")
        .check(|url| client(url).applications().delete("a1"))
        .await;
}

#[tokio::test]
async fn custom_domains_are_listed_created_and_deleted() {
    use api_families::applications::logto::models::CreateApplicationCustomDomainBody as Body;
    let spec = Spec::load("applications/logto");
    let domains = "/api/applications/a1/protected-app-metadata/custom-domains";
    exchange(&spec, "GET", DOMAINS, domains)
        .check(|url| client(url).applications().list_custom_domains("a1"))
        .await;
    with_body!(exchange(&spec, "POST", DOMAINS, domains), |url, body| {
        let body: Body = body;
        client(url).applications().create_custom_domain("a1", body)
    });
    let domain = format!("{domains}/auth.example.com");
    exchange(&spec, "DELETE", DOMAIN, &domain)
        .check(|url| {
            client(url)
                .applications()
                .delete_custom_domain("a1", "auth.example.com")
        })
        .await;
}

#[tokio::test]
async fn consent_organizations_are_listed_added_replaced_and_revoked() {
    use api_families::applications::logto::models::{
        AddApplicationConsentOrganizationsBody as Add,
        ReplaceApplicationConsentOrganizationsBody as Replace,
    };
    let spec = Spec::load("applications/logto");
    let organizations = "/api/applications/a1/users/u1/consent-organizations";
    exchange(&spec, "GET", ORGANIZATIONS, organizations)
        .check(|url| {
            client(url)
                .applications()
                .list_consent_organizations("a1", "u1")
        })
        .await;
    with_body!(
        exchange(&spec, "POST", ORGANIZATIONS, organizations),
        |url, body| {
            let body: Add = body;
            client(url)
                .applications()
                .add_consent_organizations("a1", "u1", body)
        }
    );
    with_body!(
        exchange(&spec, "PUT", ORGANIZATIONS, organizations),
        |url, body| {
            let body: Replace = body;
            client(url)
                .applications()
                .replace_consent_organizations("a1", "u1", body)
        }
    );
    exchange(
        &spec,
        "DELETE",
        ORGANIZATION,
        &format!("{organizations}/o1"),
    )
    .check(|url| {
        client(url)
            .applications()
            .delete_consent_organization("a1", "u1", "o1")
    })
    .await;
}

#[tokio::test]
async fn roles_are_listed_added_replaced_and_removed() {
    use api_families::applications::logto::models::{
        AddApplicationRolesBody as Add, ReplaceApplicationRolesBody as Replace,
    };
    let spec = Spec::load("applications/logto");
    let roles = "/api/applications/a1/roles";
    exchange(&spec, "GET", ROLES, &format!("{roles}?page=2&page_size=5"))
        .check(|url| {
            client(url)
                .applications()
                .list_roles("a1")
                .page(2)
                .page_size(5)
        })
        .await;
    with_body!(exchange(&spec, "POST", ROLES, roles), |url, body| {
        let body: Add = body;
        client(url).applications().add_roles("a1", body)
    });
    with_body!(exchange(&spec, "PUT", ROLES, roles), |url, body| {
        let body: Replace = body;
        client(url).applications().replace_roles("a1", body)
    });
    exchange(&spec, "DELETE", ROLE, "/api/applications/a1/roles/r1")
        .check(|url| client(url).applications().delete_role("a1", "r1"))
        .await;
}

#[tokio::test]
async fn the_sign_in_experience_is_read_and_replaced() {
    use ReplaceApplicationSignInExperienceSuccess as Success;
    use api_families::applications::logto::models::ReplaceApplicationSignInExperienceBody as Body;
    let spec = Spec::load("applications/logto");
    let sign_in = "/api/applications/a1/sign-in-experience";
    exchange(&spec, "GET", SIGN_IN, sign_in)
        .check(|url| client(url).applications().get_sign_in_experience("a1"))
        .await;
    let replace = exchange(&spec, "PUT", SIGN_IN, sign_in);
    let request: Body = body(&replace);
    let json = |success: &Success| match success {
        Success::Ok(experience) => to_value(experience).unwrap(),
        Success::Created => Value::Null,
        other => panic!("{other:?}"),
    };
    replace
        .check_with(
            |url| {
                client(url)
                    .applications()
                    .replace_sign_in_experience("a1", request.clone())
            },
            json,
        )
        .await;
}

#[tokio::test]
async fn consent_scopes_are_listed_added_and_removed() {
    use api_families::applications::logto::models::AddApplicationUserConsentScopesBody as Body;
    let spec = Spec::load("applications/logto");
    let scopes = "/api/applications/a1/user-consent-scopes";
    exchange(&spec, "GET", SCOPES, scopes)
        .check(|url| client(url).applications().list_user_consent_scopes("a1"))
        .await;
    with_body!(exchange(&spec, "POST", SCOPES, scopes), |url, body| {
        let body: Body = body;
        client(url)
            .applications()
            .add_user_consent_scopes("a1", body)
    });
    let kind = DeleteApplicationUserConsentScopeType::OrganizationScopes;
    exchange(
        &spec,
        "DELETE",
        SCOPE,
        &format!("{scopes}/organization-scopes/s1"),
    )
    .check(|url| {
        client(url)
            .applications()
            .delete_user_consent_scope("a1", kind.clone(), "s1")
    })
    .await;
}

#[tokio::test]
async fn a_filter_takes_one_kind_or_several() {
    let server = server(200, Some(&json!([]))).await;
    let applications = client(server.uri()).applications();
    let several = ListApplicationsTypes::Many(vec![ApplicationType::Native, ApplicationType::Spa]);
    applications.list().types(several).await.unwrap();
    applications
        .list()
        .types(ApplicationType::MachineToMachine)
        .is_third_party(IsThirdParty::False)
        .await
        .unwrap();
    let requests = server.received_requests().await.unwrap();
    let targets: Vec<String> = requests.iter().map(target).collect();
    let expected = [
        "/api/applications?types=Native&types=SPA",
        "/api/applications?types=MachineToMachine&isThirdParty=false",
    ];
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn a_change_tells_absent_null_and_value_apart() {
    let server = server(404, None).await;
    let applications = client(server.uri()).applications();
    for body in [
        UpdateApplicationBody::new(),
        UpdateApplicationBody::new().description(Maybe::Null),
        UpdateApplicationBody::new().description("new"),
    ] {
        applications.update("a1", body).await.unwrap_err();
    }
    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<&[u8]> = requests.iter().map(|request| &request.body[..]).collect();
    let expected: [&[u8]; 3] = [
        b"{}",
        br#"{"description":null}"#,
        br#"{"description":"new"}"#,
    ];
    assert_eq!(bodies, expected);
}

#[tokio::test]
async fn pages_are_walked_until_the_total_is_reached() {
    let server = MockServer::start().await;
    let role = |id: &str| json!({"id": id, "name": id, "description": id, "type": "User"});
    for (page, roles) in [
        ("1", json!([role("a"), role("b")])),
        ("2", json!([role("c")])),
    ] {
        let answer = ResponseTemplate::new(200)
            .insert_header("Total-Number", "3")
            .set_body_json(roles);
        Mock::given(query_param("page", page))
            .respond_with(answer)
            .mount(&server)
            .await;
    }
    let call = client(server.uri())
        .applications()
        .list_roles("a1")
        .page(1)
        .page_size(2);
    let mut stream = std::pin::pin!(call.stream());
    let mut ids = Vec::new();
    while let Some(role) =
        std::future::poll_fn(|context| futures_core::Stream::poll_next(stream.as_mut(), context))
            .await
    {
        ids.push(role.unwrap().id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}
