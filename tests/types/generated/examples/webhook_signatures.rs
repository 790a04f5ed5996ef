use type_chapters::webhook_signatures::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://pets.example")
        .build()?;

    client.pets().create_pet().await?;
    Ok(())
}
