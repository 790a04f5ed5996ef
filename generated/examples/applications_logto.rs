use api_families::applications::logto::Client;
use api_families::applications::logto::models::{
    ApplicationOidcClientMetadata, ApplicationType, CreateApplicationBody, CustomClientMetadata,
    IsThirdParty, ListApplicationsTypes, UpdateApplicationBody,
    UpdateApplicationOidcClientMetadata,
};
use api_families::runtime::Maybe;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://passport.pyla.africa")
        .build()?;

    // Get applications.
    let value = client
        .applications()
        .list()
        .types(ListApplicationsTypes::Many(vec![
            ApplicationType::Native,
            ApplicationType::Spa,
        ]))
        .exclude_role_id("k3v9c1x7z5m8n2b4q6w0e")
        .is_third_party(IsThirdParty::True)
        .page(1)
        .page_size(20)
        .await?;
    println!("{value:#?}");

    // Create an application.
    let request = CreateApplicationBody::new("Acme Store", ApplicationType::Spa)
        .description("The web shop of Acme")
        .oidc_client_metadata(ApplicationOidcClientMetadata::new(
            ["https://store.example.com/callback"],
            ["https://store.example.com"],
        ));
    let value = client.applications().create(request).await?;
    println!("{value:#?}");

    // Update application.
    let request = UpdateApplicationBody::new()
        .name("Acme Shop")
        .description(Maybe::Null)
        .oidc_client_metadata(
            UpdateApplicationOidcClientMetadata::new()
                .redirect_uris(["https://shop.example.com/callback"]),
        )
        .custom_client_metadata(CustomClientMetadata::new().rotate_refresh_token(true));
    let value = client
        .applications()
        .update("8w2kz5m1q0x7c4v9b3n6d", request)
        .await?;
    println!("{value:#?}");
    Ok(())
}
