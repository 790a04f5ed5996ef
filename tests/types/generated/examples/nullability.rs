use type_chapters::nullability::Client;
use type_chapters::nullability::models::{Profile, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    let value = client.profiles().get_settings().await?;
    println!("{value:#?}");

    let request = Profile::new("name", "nickname".to_owned(), "password");
    let value = client.profiles().create_profile(request).await?;
    println!("{value:#?}");

    client.settings().replace_settings(Settings::new()).await?;
    Ok(())
}
