use type_chapters::pages::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    let value = client.pages().list_pages().page(1).await?;
    println!("{value:#?}");

    let value = client.fern().list_fern().await?;
    println!("{value:#?}");
    Ok(())
}
