use type_chapters::streams::Client;
use type_chapters::streams::models::ChatRequest;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    let mut items = client.messages().follow_messages().await?;
    while let Some(item) = items.next().await {
        println!("{:#?}", item?);
    }

    let mut items = client.chat().chat(ChatRequest::new("text")).await?;
    while let Some(item) = items.next().await {
        println!("{:#?}", item?);
    }
    Ok(())
}
