use type_chapters::limits::Client;
use type_chapters::limits::models::{Line, Order, SendParcelBody};
use type_chapters::runtime::Uuid;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    client.parcels().send_parcel(SendParcelBody::new()).await?;

    let request = Order::new(
        "3fa85f64-5717-4562-b3fc-2c963f66afa6".parse::<Uuid>()?,
        [Line::new()],
        1.0,
    );
    client.orders().replace_order(request).await?;
    Ok(())
}
