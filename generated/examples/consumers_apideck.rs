use api_families::consumers::apideck::Client;
use api_families::consumers::apideck::models::{ConsumerMetadata, UpdateConsumerRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://unify.apideck.com")
        .bearer_token(std::env::var("APIDECK_TOKEN")?)
        .app_id("dSBdXd2H6Mqwfg0atXHXYcysLJE9qyn1VwBtXHX")
        .build()?;

    // Get consumer.
    let value = client.vault().consumers().get("test_user_id").await?;
    println!("{value:#?}");

    // Update consumer.
    let request = UpdateConsumerRequest::new().metadata(
        ConsumerMetadata::new()
            .account_name("SpaceX")
            .user_name("Elon Musk")
            .email("elon@musk.com")
            .image("https://www.spacex.com/static/images/share.jpg"),
    );
    let value = client
        .vault()
        .consumers()
        .update("test_user_id", request)
        .await?;
    println!("{value:#?}");

    // Delete consumer.
    let value = client.vault().consumers().delete("test_user_id").await?;
    println!("{value:#?}");
    Ok(())
}
