use api_families::clients::sunshine::Client;
use api_families::clients::sunshine::models::{
    Author, AuthorType, ClientCreate, Confirmation, ConfirmationType, Content, MatchCriteria,
    MatchCriteriaMailgun, MessagePost, Target, TextMessage,
};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://api.smooch.io")
        .basic_auth(
            std::env::var("SUNSHINE_USERNAME")?,
            std::env::var("SUNSHINE_PASSWORD")?,
        )
        .build()?;

    // List Clients.
    let value = client
        .clients()
        .list_clients("5d8cff3cd55b040010928b5b", "42589ad070d43be9b00ff7e5")
        .await?;
    println!("{value:#?}");

    // Create Client.
    let request = ClientCreate::new(
        MatchCriteria::Mailgun(
            MatchCriteriaMailgun::new("582dedf230e788746891281a", "steveb@channel5.com")
                .primary(true)
                .subject("New message from {appName}"),
        ),
        Confirmation::new(ConfirmationType::Immediate).message(
            MessagePost::new(
                Author::new(AuthorType::Business)
                    .display_name("Steve")
                    .avatar_url("https://www.gravatar.com/image.jpg"),
                Content::Text(TextMessage::new().text("Hello!")),
            )
            .metadata(serde_json::Map::from_iter([(
                "lang".to_owned(),
                json!("en-ca"),
            )])),
        ),
        Target::new("029c31f25a21b47effd7be90"),
    );
    let value = client
        .clients()
        .create_client(
            "5d8cff3cd55b040010928b5b",
            "42589ad070d43be9b00ff7e5",
            request,
        )
        .await?;
    println!("{value:#?}");

    // Remove Client.
    let value = client
        .clients()
        .remove_client(
            "5d8cff3cd55b040010928b5b",
            "42589ad070d43be9b00ff7e5",
            "5d8cff3cd55b040010928b5b",
        )
        .await?;
    println!("{value:#?}");
    Ok(())
}
