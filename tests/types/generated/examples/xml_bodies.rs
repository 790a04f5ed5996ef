use type_chapters::xml_bodies::Client;
use type_chapters::xml_bodies::models::{Line, Order};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://orders.example")
        .build()?;

    let value = client.orders().list_orders().await?;
    println!("{value:#?}");

    let request = Order::new(1, "customer", true, [Line::new("sku", 1)]);
    let value = client.orders().create_order(request).await?;
    println!("{value:#?}");

    let request = vec![Order::new(1, "customer", true, [Line::new("sku", 1)])];
    client.orders().replace_orders(request).await?;
    Ok(())
}
