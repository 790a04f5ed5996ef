use api_families::clients::formance::Client;
use api_families::clients::formance::models::ClientOptions;
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("http://localhost")
        .client_credentials(
            std::env::var("FORMANCE_CLIENT_ID")?,
            std::env::var("FORMANCE_CLIENT_SECRET")?,
        )
        .build()?;

    // List clients.
    let value = client.clients().list_clients().await?;
    println!("{value:#?}");

    // Create client.
    let request = ClientOptions::new("billing")
        .public(false)
        .redirect_uris(["https://billing.example.com/callback"])
        .description("Nightly invoicing job")
        .trusted(true)
        .post_logout_redirect_uris(["https://billing.example.com/goodbye"])
        .metadata([("team", json!("finance"))]);
    let value = client.clients().create_client(request).await?;
    println!("{value:#?}");

    // Update client.
    let request = ClientOptions::new("billing")
        .redirect_uris(["https://billing.example.com/oauth/callback"])
        .description("Invoicing job, runs every hour")
        .trusted(true);
    let value = client
        .clients()
        .update_client("8f1c2b7e-52f4-4c59-9d0a-6b1f3f0f7a11", request)
        .await?;
    println!("{value:#?}");
    Ok(())
}
