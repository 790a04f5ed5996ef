use type_chapters::names::Client;
use type_chapters::names::models::{CreateOrderAddress, CreateOrderBody};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    let value = client.orders().list_orders().await?;
    println!("{value:#?}");

    let request = CreateOrderBody::new(CreateOrderAddress::new("street"));
    let value = client.orders().create_order(request).await?;
    println!("{value:#?}");
    Ok(())
}
